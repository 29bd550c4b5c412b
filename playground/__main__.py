"""`python -m playground --config data/playground.json --port 8701 --data data`"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from playground.config import SAMPLE, read_config
from playground.web import create_playground


class Handler(WSGIRequestHandler):
    """Keeps connections open, without Nagle's pauses, and leaves the record to the page's log."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def main() -> None:
    options = _options()
    config = read_config(options.config, data=options.data)
    logging.basicConfig(level=logging.WARNING)
    app = create_playground(config)
    make_server(options.host, options.port, app, threaded=True, request_handler=Handler).serve_forever()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m playground", description="企业微信的替身和浏览器里的手机")
    parser.add_argument("--config", type=Path, default=SAMPLE, help="JSON 配置（sandianban demo 会写一份）")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8701)
    parser.add_argument("--data", type=Path, default=None, help="保存聊天记录的文件夹")
    return parser.parse_args()


if __name__ == "__main__":
    main()
