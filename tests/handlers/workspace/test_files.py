"""Files: sent by the real client in three steps, shared by people, fetched with a token or not at all."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.workspace import Refusal, Workspace, serve, sharing


async def refused(call):
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response["error"]


async def fetch(url, token=""):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession(headers=headers) as session, session.get(url) as response:
        return response.status, response.content_type, await response.read()


@pytest.fixture
def general(workspace):
    return workspace.channel("general").id


async def test_an_upload_in_three_steps(workspace, client, general):
    done = await client.files_upload_v2(
        filename="digest.md", content="# Digest", title="The digest", channel=general, initial_comment="Here it is"
    )
    message = workspace.messages("general")[0]
    assert (message["text"], message["subtype"], message["user"]) == ("Here it is", "file_share", workspace.world.bot)
    assert message["files"][0]["id"] == done["file"]["id"] and message["files"][0]["title"] == "The digest"
    known = (await client.files_info(file=done["file"]["id"]))["file"]
    assert known["mimetype"] == "text/markdown" and known["channels"] == [general]
    assert known["shares"]["public"][general][0]["ts"] == message["ts"]
    assert await fetch(known["url_private_download"], client.token) == (200, "text/markdown", b"# Digest")


async def test_an_upload_into_a_thread_and_one_for_nobody(workspace, client, general):
    ts = await workspace.say("general", "a file, please")
    await client.files_upload_v2(filename="a.txt", content="a", channel=general, thread_ts=ts)
    assert workspace.replies("general", ts)[0]["files"][0]["name"] == "a.txt"
    await client.files_upload_v2(filename="b.txt", content="b")
    assert len(workspace.messages("general")) == 1
    upload = client.files_upload_v2(filename="a.txt", content="a", channel=general, thread_ts="1.000000")
    assert await refused(upload) == "thread_not_found"


async def test_what_is_refused_of_an_upload(workspace, client, general):
    assert await refused(client.files_getUploadURLExternal(filename="a", length=0)) == "missing_argument"
    too_long = client.files_getUploadURLExternal(filename="a", length=10**9)
    assert await refused(too_long) == "file_upload_size_restricted"
    described = client.files_getUploadURLExternal(filename="a", length=1, alt_txt="x" * 1001)
    assert await refused(described) == "alt_txt_too_large"
    given = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    files = [{"id": given["file_id"]}]
    assert await refused(client.files_completeUploadExternal(files=files)) == "file_not_found"  # no bytes have come
    async with aiohttp.ClientSession() as session:
        for content, status in ((b"four", 400), (b"two", 200), (b"two", 404)):
            async with session.post(given["upload_url"], data=content) as response:
                assert response.status == status
    outside = workspace.world.add_channel("outside", members={workspace.world.me}).id
    assert await refused(client.files_completeUploadExternal(files=files, channel_id=outside)) == "not_in_channel"
    await client.files_completeUploadExternal(files=files, channel_id=general)
    assert await refused(client.files_completeUploadExternal(files=files)) == "file_not_found"  # once only


async def test_a_person_shares_a_file(workspace, client, app, bolt, general):
    shared = []

    @app.event("file_shared")
    async def file_shared(event):
        shared.append(event)

    await bolt(app)
    message = sharing.share(workspace, "general", "note.txt", b"SAFE was adopted.", text="@Antici read this")
    await workspace.until(lambda: shared and len(app.heard) == 2)
    assert shared[0]["file_id"] == message["files"][0]["id"] and shared[0]["channel_id"] == general
    said = next(body["event"] for body in app.heard if body["event"]["type"] == "message")
    assert said["subtype"] == "file_share" and said["files"][0]["mimetype"] == "text/plain"
    assert await fetch(said["files"][0]["url_private"], client.token) == (200, "text/plain", b"SAFE was adopted.")


async def test_whoever_has_no_token_gets_a_page_and_status_200(workspace, running):
    url = sharing.share(workspace, "general", "note.txt", b"x")["files"][0]["url_private"]
    for token in ("", "xoxb-wrong", running.app_token):
        status, kind, body = await fetch(url, token)
        assert (status, kind) == (200, "text/html") and b"Sign in" in body


async def test_without_the_scope_the_token_gets_that_page_too():
    async with await serve(Workspace.demo(scopes=["chat:write", "files:write"])) as running:
        client = AsyncWebClient(token=running.bot_token, base_url=running.api_url)
        message = sharing.share(running.workspace, "general", "note.txt", b"x")
        assert (await fetch(message["files"][0]["url_private"], running.bot_token))[1] == "text/html"
        assert await refused(client.files_info(file=message["files"][0]["id"])) == "missing_scope"


async def test_a_file_from_where_the_app_is_not_stays_unknown(workspace, client):
    workspace.world.add_channel("elsewhere", members={workspace.world.me})
    file = sharing.share(workspace, "elsewhere", "note.txt", b"x")["files"][0]
    assert await refused(client.files_info(file=file["id"])) == "file_not_found"
    assert (await fetch(file["url_private"], client.token))[1] == "text/html"


async def test_a_file_of_a_connected_organisation_has_to_be_asked_for(workspace, client):
    shown = sharing.share(workspace, "general", "note.txt", b"x", by_reference=True)["files"][0]
    assert shown["file_access"] == "check_file_info" and "url_private" not in shown
    assert (await client.files_info(file=shown["id"]))["file"]["file_access"] == "visible"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("general", "a.txt", b""), "missing_argument"),
        (("general", "", b"x"), "missing_argument"),
        (("nowhere", "a.txt", b"x"), "channel_not_found"),
    ],
)
async def test_what_a_person_cannot_share(workspace, args, code):
    with pytest.raises(Refusal, match=code):
        sharing.share(workspace, *args)
    assert workspace.messages("general") == []


async def test_an_app_deletes_its_own_files_only(workspace, client, general):
    theirs = sharing.share(workspace, "general", "note.txt", b"x")["files"][0]
    assert await refused(client.files_delete(file=theirs["id"])) == "cant_delete_file"
    await client.files_upload_v2(filename="a.txt", content="a", channel=general)
    message = workspace.messages("general")[-1]
    await client.files_delete(file=message["files"][0]["id"])
    assert workspace.messages("general")[-1]["files"][0]["mode"] == "tombstone"
    assert await refused(client.files_info(file=message["files"][0]["id"])) == "file_not_found"


async def test_a_broken_upload_address_is_an_error_of_the_client(workspace, client):
    workspace.faults.refuse("files.completeUploadExternal", "file_update_failed")
    assert await refused(client.files_upload_v2(filename="a.txt", content="a")) == "file_update_failed"
    with pytest.raises(SlackRequestError):
        await client.files_upload_v2(filename="a.txt")


async def test_the_page_shares_and_fetches(running, workspace, general):
    async with aiohttp.ClientSession(running.url) as browser:
        query = {"channel": general, "name": "picture.svg", "text": "look"}
        headers = {"Content-Type": "application/octet-stream"}
        async with browser.post("/client/file", params=query, data=b"<svg/>", headers=headers) as response:
            answer = await response.json()
        assert workspace.messages("general")[0]["ts"] == answer["ts"]
        async with browser.get(f"/client/file/{answer['file']['id']}") as response:
            assert await response.read() == b"<svg/>"
            assert response.headers["Content-Disposition"] == "attachment"
            assert response.headers["Content-Security-Policy"].startswith("sandbox")
        async with browser.post("/client/file", params=query, data=b"x", headers={"Content-Type": "text/plain"}) as no:
            assert no.status == 415
        async with browser.get("/client/file/F404") as response:
            assert response.status == 404
