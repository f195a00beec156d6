"""A request whose JSON body is read strictly into what the handler declares as `data`."""

from __future__ import annotations

from typing import Any

from litestar import Request
from litestar.exceptions import InternalServerException
from litestar.types import HTTPReceiveMessage, WebSocketReceiveMessage

from drafter.errors import InvalidInput, Problem
from drafter.strict import decode_json
from drafter.web.problems import HttpProblem


class StrictRequest(Request[Any, Any, Any]):
    """Decodes once, with errors that name the key, the near miss and what is allowed.

    415 when the body says that it is not JSON, 400 when it is no JSON whatever it says, 422 (InvalidInput) when it is not what the handler takes.
    """

    async def body(self) -> bytes:
        self._refuse_other_types()
        raw = await self._whole_body()
        if not raw:
            raise HttpProblem("malformed", Problem("$", "The body is empty.", "Send a JSON object; GET /schema has examples."))
        return raw

    async def _whole_body(self) -> bytes:
        """The body; a client that hangs up before its end is no failure of ours."""
        receive, gone = self.receive, False

        async def noticing() -> HTTPReceiveMessage | WebSocketReceiveMessage:
            nonlocal gone
            event = await receive()
            gone = event["type"] == "http.disconnect"
            return event

        self.receive = noticing
        try:
            return await super().body()
        except InternalServerException:
            if not gone:
                raise
            broken_off = Problem("$", "The connection was closed before the whole body had come.", "Send the request again.")
            raise HttpProblem("bad-request", broken_off) from None

    async def json(self) -> Any:
        raw = await self.body()
        field = self.route_handler.parsed_data_field
        if field is None:
            raise AssertionError(f"{self.route_handler} reads a body and declares no 'data'")
        try:
            return decode_json(raw, field.annotation)
        except InvalidInput as mistake:
            # A type that does not fit is found before the syntax behind it is read. Whether it is JSON at all is asked only here, where no
            # sound request pays for it.
            _refuse_malformed(raw)
            raise mistake from None

    def _refuse_other_types(self) -> None:
        kind = self.content_type[0].lower()
        if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
            said = f"it is {kind!r}" if kind else "there is none"
            raise HttpProblem(
                "unsupported-media-type", Problem("Content-Type", f"A body in JSON is needed, and {said}.", "Send 'Content-Type: application/json'.")
            )
        coding = self.headers.get("content-encoding", "identity").lower()
        if coding != "identity":
            raise HttpProblem("unsupported-media-type", Problem("Content-Encoding", f"The body is packed ({coding!r}).", "Send it as it is."))


def _refuse_malformed(raw: bytes) -> None:
    try:
        decode_json(raw, Any)
    except InvalidInput as mistake:
        raise HttpProblem("malformed", *mistake.problems) from None
