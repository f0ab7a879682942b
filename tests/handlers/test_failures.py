"""Failures are spoken: what the reader may know, what they can do, and a number where it was our fault."""

import pytest

import handlers
from bot.errors import BadRequest, FetchError, StorageError, UnknownName
from handlers import failures, limits
from handlers.calls import Call, Press, Reply

COMMAND = Call(kind="command", key="k", team="T1", channel="C1", user="U1", command="/actor", text="Finl")
MENTION = Call(kind="mention", key="k", team="T1", channel="C1", user="U1", text="Who is Finl?", ts="1.0")


def text(reply: Reply) -> str:
    return limits.fit(reply.pieces).text


def test_an_unknown_name_comes_with_buttons() -> None:
    error = UnknownName("No “Finl”.", (("finland", "Finland"), ("finabel", "Finabel")))
    reply = failures.spoken(error, COMMAND)
    [row] = [piece for piece in reply.pieces if piece.forms[0].blocks[0]["type"] == "actions"]
    elements = row.forms[0].blocks[0]["elements"]
    assert [Press.of(element["value"]).text for element in elements] == ["Finland", "Finabel"]
    assert {Press.of(element["value"]).command for element in elements} == {"/actor"}
    assert reply.outcome == "suggested"


def test_in_a_thread_the_names_are_told() -> None:
    error = UnknownName("No “Finl”.", (("finland", "Finland"), ("finabel", "Finabel")))
    assert text(failures.spoken(error, MENTION)) == "No “Finl”.\nFinland and Finabel"


def test_an_unknown_name_without_suggestions_is_told_plainly() -> None:
    assert text(failures.spoken(UnknownName("No “xyz”."), COMMAND)) == "No “xyz”."


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (BadRequest("Usage: /actor <name>."), "usage"),
        (StorageError("The archive is busy."), "failed: StorageError"),
        (FetchError("The page cannot be fetched."), "failed: FetchError"),
    ],
)
def test_every_error_of_the_family_is_spoken_in_its_own_words(error: BadRequest, outcome: str) -> None:
    reply = failures.spoken(error, COMMAND)
    assert text(reply) == error.public
    assert reply.outcome == outcome


def test_a_fault_of_ours_is_told_by_its_reference_alone() -> None:
    number = failures.reference()
    assert len(number) == 6 and int(number, 16) >= 0
    reply = failures.unexpected(number)
    assert number in text(reply) and number in reply.outcome


def test_references_differ() -> None:
    assert len({failures.reference() for _ in range(100)}) > 95


def test_giving_up_is_told() -> None:
    assert "after 3 attempts" in text(failures.given_up("abc123", 3))
    assert "abc123" in text(failures.given_up("abc123", 3))


def test_a_command_of_another_version_gets_the_nearest_of_ours() -> None:
    reply = failures.unknown_command(COMMAND.model_copy(update={"command": "/lates"}))
    assert "I do not know /lates. Did you mean /latest?" in text(reply)
    assert "Usage: /latest" in text(reply)


def test_a_command_like_none_of_ours_gets_the_list() -> None:
    said = text(failures.unknown_command(COMMAND.model_copy(update={"command": "/xyz"})))
    assert "I do not know /xyz." in said and "Did you mean" not in said
    assert all(command.name in said for command in handlers.COMMANDS)
