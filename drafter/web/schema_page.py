"""The page at /schema: all operations with examples to copy, in plain HTML that needs no other host."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request, Response, get
from litestar.openapi.plugins import OpenAPIRenderPlugin
from markupsafe import Markup, escape

from drafter.web.examples import EXAMPLES
from drafter.web.problems import KINDS
from drafter.web.spec import completed, operations

_CODE = re.compile("`([^`]+)`")
_pages = Environment(loader=PackageLoader("drafter.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
_pages.filters["prose"] = lambda text: Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 escaped right there


class SchemaPage(OpenAPIRenderPlugin):
    def __init__(self) -> None:
        super().__init__(path="/")

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        document = completed(openapi_schema)
        page = _pages.get_template("schema.html").render(
            info=document["info"],
            operations=[
                {"method": method, "path": path, "about": operation, "examples": _examples(operation["operationId"])}
                for method, path, operation in operations(document)
            ],
            kinds=KINDS,
            address=str(request.base_url).rstrip("/"),
        )
        return page.encode()


@get("/static/page.css", opt={"public": True}, include_in_schema=False, sync_to_thread=False)
def page_css() -> Response[bytes]:
    """The look of our pages; holds nothing that needs a token."""
    return Response(files("drafter.web").joinpath("static/page.css").read_bytes(), media_type="text/css")


def _examples(operation: str) -> list[dict[str, Any]]:
    return [
        {"summary": one.summary, "status": one.status, "body": json.dumps(one.value, ensure_ascii=False, indent=2)}
        for one in EXAMPLES.get(operation, {}).values()
    ]
