"""Smaller answers for phones: text is compressed where the browser takes it."""

import gzip

from flask import Flask, Response, request

TEXT = frozenset({"text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"})
WORTH_IT = 1000
"""Below this many bytes the header eats the gain."""


def install(app: Flask) -> None:
    def pack(response: Response) -> Response:
        if response.mimetype not in TEXT or response.status_code != 200:
            return response
        response.vary.add("Accept-Encoding")
        packed = "Content-Encoding" in response.headers
        if packed or "gzip" not in request.headers.get("Accept-Encoding", ""):
            return response
        body = response.get_data()
        if len(body) >= WORTH_IT:
            response.set_data(gzip.compress(body, 5, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        return response

    app.after_request(pack)
