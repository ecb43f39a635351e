"""The least that a server of this make can do: one route that says hello, served the same way."""

from flask import Flask

from deliberate.web.server import listen, serve

SOCKETS = 300


def hello() -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "hello")
    return app


if __name__ == "__main__":
    listener = listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    serve(hello, listener, SOCKETS, lambda _: print(f"host: {address}", flush=True))
