"""Settings: read once from the environment, validated, frozen, printed without secrets. Nothing else reads it."""

from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, AnyHttpUrl, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError


class Settings(BaseSettings):
    """One field a setting; the README's table is compared with this by a test."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", populate_by_name=True, env_ignore_empty=True)

    database: Path = Field(Path("antici.db"), alias="ANTICI_DATABASE", description="The archive: one SQLite file.")
    log_level: str = Field("info", alias="ANTICI_LOG_LEVEL", description="debug, info, warning or error.")
    bot_token: SecretStr | None = Field(None, alias="SLACK_BOT_TOKEN", description="The bot's token, `xoxb-…`.")
    app_token: SecretStr | None = Field(
        None, alias="SLACK_APP_TOKEN", description="The app-level token for Socket Mode, `xapp-…`."
    )
    api_url: AnyHttpUrl = Field(
        AnyHttpUrl("https://slack.com/api/"), alias="SLACK_API_URL", description="Where Slack's Web API is."
    )
    health_host: str = Field(
        "127.0.0.1", alias="ANTICI_HEALTH_HOST", description="Where health and metrics are served."
    )
    health_port: int | None = Field(
        8378, alias="ANTICI_HEALTH_PORT", ge=0, le=65535, description="Their port, 0 for any; `off`: not served."
    )
    catalogue: Path | None = Field(
        None, alias="ANTICI_CATALOGUE",
        description="A folder of further actors, offices and topics: files like those in `bot/catalogue/`.",
    )  # fmt: skip
    contact: str = Field(
        "", alias="ANTICI_CONTACT", max_length=200,
        description="An address or page for those whose sites are read, in the User-Agent.",
    )  # fmt: skip
    model: str = Field(
        "", alias="ANTICI_MODEL",
        description="A language model to word answers: `openai:…`, `mistral:…`, `anthropic:…` or `ollama:…`.",
    )  # fmt: skip
    model_url: AnyHttpUrl | None = Field(
        None, alias="ANTICI_MODEL_URL",
        description="Where it is, if not at its provider's own address; for `openai:` whatever speaks that protocol.",
    )  # fmt: skip
    openai_key: SecretStr | None = Field(None, alias="OPENAI_API_KEY", description="The key for `openai:…`.")
    mistral_key: SecretStr | None = Field(None, alias="MISTRAL_API_KEY", description="The key for `mistral:…`.")
    anthropic_key: SecretStr | None = Field(None, alias="ANTHROPIC_API_KEY", description="The key for `anthropic:…`.")
    model_seconds: float = Field(
        20.0, alias="ANTICI_MODEL_SECONDS", gt=0, le=120, description="How long an answer waits for it."
    )
    model_tokens: int = Field(
        4000, alias="ANTICI_MODEL_TOKENS", ge=500, description="Tokens that an answer may take, asked and answered."
    )
    model_tokens_a_day: int = Field(
        200_000, alias="ANTICI_MODEL_TOKENS_A_DAY", ge=0, description="The same for a day (UTC)."
    )
    model_dollars: Decimal = Field(
        Decimal("0.10"), alias="ANTICI_MODEL_DOLLARS", ge=0,
        description="What an answer may cost at its provider's list price, if that is known.",
    )  # fmt: skip
    model_dollars_a_day: Decimal = Field(
        Decimal("5.00"), alias="ANTICI_MODEL_DOLLARS_A_DAY", ge=0, description="The same for a day (UTC)."
    )
    model_shared: bool = Field(
        False, alias="ANTICI_MODEL_SHARED",
        description="Whether what people share in conversations may be sent to it too.",
    )  # fmt: skip
    vectors: Literal["auto", "off"] = Field(
        "auto", alias="ANTICI_VECTORS",
        description="Whether an encoder that is installed helps to find articles: auto or off.",
    )  # fmt: skip
    display: str | None = Field(
        None, validation_alias=AliasChoices("DISPLAY", "WAYLAND_DISPLAY", "__CFBundleIdentifier"),
        description="Set by the desktop: whether a browser can be opened.",
    )  # fmt: skip

    @field_validator("health_port", mode="before")
    @classmethod
    def _off(cls, value: object) -> object:
        return None if isinstance(value, str) and value.strip().lower() == "off" else value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.lower() not in ("debug", "info", "warning", "error"):
            raise ValueError("must be debug, info, warning or error")
        return value.lower()

    @field_validator("bot_token", "app_token")
    @classmethod
    def _prefixed(cls, value: SecretStr | None, info: object) -> SecretStr | None:
        prefix = {"bot_token": "xoxb-", "app_token": "xapp-"}[getattr(info, "field_name", "bot_token")]
        if value is not None and not value.get_secret_value().startswith(prefix):
            raise ValueError(f"must begin with {prefix}")
        return value


def load() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: names every setting that cannot be used, and why.
    """
    try:
        return Settings()
    except ValidationError as error:
        problems = "; ".join(f"{item['loc'][0]} {item['msg'].removeprefix('Value error, ')}" for item in error.errors())
        raise SettingsError(f"These settings cannot be used: {problems}.") from error
