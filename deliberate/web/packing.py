"""Smaller answers for phones: text is compressed where the browser takes it."""

import gzip

from flask import Flask, Response, request

TEXT = frozenset({"text/html", "text/css", "text/javascript", "application/json", "image/svg+xml"})
WORTH_IT = 1000
"""Below this many bytes the header eats the gain."""


def install(app: Flask) -> None:
    def pack(response: Response) -> Response:
        fits = response.mimetype in TEXT and response.status_code == 200
        if not fits or "Content-Encoding" in response.headers:
            return response
        response.vary.add("Accept-Encoding")
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) >= WORTH_IT:
            response.set_data(gzip.compress(body, 5, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        return response

    app.after_request(pack)
