"""Files that people attach: put in, then sent along with a line, then fetched by the bot as it would in Teams."""

import secrets
from urllib.parse import quote

from aiohttp import web

from bot.channels.playground.guard import guarded
from bot.channels.playground.model import Json, PlaygroundFile, Refused
from bot.channels.playground.playground import Playground

MOST_BYTES = 64 * 1024 * 1024
MOST_NAME = 200
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")
UNKNOWN = "application/octet-stream"


class Files:
    """The handlers."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground

    def routes(self) -> list[web.RouteDef]:
        """What to mount."""
        return [
            web.post("/playground/files", guarded(self.put)),
            web.get("/connector/v3/attachments/{file}/views/{view}", guarded(self.get)),
            web.get("/playground/drive/{file}", guarded(self.get)),
        ]

    async def put(self, request: web.Request) -> web.StreamResponse:
        """Keeps the body as a file: ?name=, ?type= (its media type). Answers with the id that `say` takes."""
        name, kind = request.query.get("name", ""), request.query.get("type") or UNKNOWN
        if not name or max(len(name), len(kind)) > MOST_NAME or not (name + kind).isprintable():
            raise Refused(400, "BadArgument", f"«name» and «type» must have 1 to {MOST_NAME} printable characters")
        data = bytearray()
        async for chunk in request.content.iter_any():
            data += chunk
            if len(data) > MOST_BYTES:
                raise Refused(413, "MessageSizeTooBig", f"a file may have at most {MOST_BYTES} bytes")
        file = PlaygroundFile(secrets.token_hex(12), name, kind, bytes(data))
        self._playground.store.keep_file(file)
        return web.json_response(
            {"id": file.id, "name": file.name, "type": file.type, "size": len(file.data)}, status=201
        )

    async def get(self, request: web.Request) -> web.StreamResponse:
        """The file, as it was put in. What is no picture is never shown by a browser."""
        file = self._playground.store.file(request.match_info["file"])
        if file is None:
            raise Refused(404, "AttachmentNotFound", "no such file")
        shown = file.type in SHOWN
        headers = {} if shown else {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
        return web.Response(body=file.data, content_type=file.type if shown else UNKNOWN, headers=headers)


def attachment(base_url: str, file: PlaygroundFile) -> Json:
    """A file as Teams tells the bot of it: a picture of the chat, or something on the sender's own drive."""
    if file.type.startswith("image/") and file.type in SHOWN:
        return {"contentType": "image/*", "contentUrl": f"{base_url}/connector/v3/attachments/{file.id}/views/original"}
    address = f"{base_url}/playground/drive/{file.id}"
    return {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "contentUrl": address,
        "name": file.name,
        "content": {
            "downloadUrl": f"{address}?tempauth={file.id}",
            "uniqueId": file.id,
            "fileType": file.name.rpartition(".")[2] if "." in file.name else "",
        },
    }
