"""The stand-in over HTTP: WeChat Work's API for the school, a control API for tests, the page with the phones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, request, send_from_directory
from flask.typing import ResponseReturnValue

from playground.clock import parse_time
from playground.config import Config
from playground.errors import ApiError, NotPossible, ServerFault
from playground.faults import Fault
from playground.platform import Platform
from playground.script import Player

STATIC = Path(__file__).with_name("static")
MOST_BYTES = 24 * 1024 * 1024
STILL_THERE = 15.0  # seconds between signs of life on the event stream
NOTHING_FROM_OUTSIDE = "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'"

api = Blueprint("api", __name__, url_prefix="/cgi-bin")
control = Blueprint("control", __name__)
page = Blueprint("page", __name__)


def create_playground(config: Config | dict[str, Any], platform: Platform | None = None) -> Flask:
    """The whole stand-in as one app; `app.extensions["playground"]` is its Platform."""
    app = Flask(__name__, static_folder=None)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    platform = platform or Platform(config)
    app.extensions["playground"] = platform
    app.extensions["player"] = Player(platform)
    for blueprint in (api, control, page):
        app.register_blueprint(blueprint)
    app.register_error_handler(NotPossible, lambda error: (jsonify(error=str(error)), 409))
    app.register_error_handler(KeyError, lambda error: (jsonify(error=f"缺少 {error.args[0]}"), 400))
    app.register_error_handler(ServerFault, lambda error: ("", 500))
    platform.follow_house()
    return app


def _platform() -> Platform:
    platform: Platform = current_app.extensions["playground"]
    return platform


def _player() -> Player:
    player: Player = current_app.extensions["player"]
    return player


def _json() -> dict[str, Any]:
    """The JSON object of a control call. Its type is required: another site's form cannot send it."""
    body = request.get_json()
    if not isinstance(body, dict):
        raise NotPossible("需要一个 JSON 对象")
    return body


# WeChat Work


@api.post("/media/upload")
def upload() -> ResponseReturnValue:
    sent = request.files.get("media")
    content = sent.read() if sent else b""
    name, mime = (sent.filename or "", sent.mimetype) if sent else ("", "")
    return jsonify(_platform().api.upload(request.args.to_dict(), name, mime, content))


@api.get("/media/get")
def download() -> ResponseReturnValue:
    found = _platform().api.download(request.args.to_dict())
    if isinstance(found, dict):
        return jsonify(found)
    name, mime, content = found
    answer = Response(content, mimetype=mime or "application/octet-stream")
    answer.headers.set("Content-Disposition", "attachment", filename=name or "media")
    return answer


@api.route("/<path:path>", methods=["GET", "POST"])
def call(path: str) -> ResponseReturnValue:
    body = request.get_json(force=True, silent=True) if request.method == "POST" else request.args.to_dict()
    return jsonify(_platform().api.call(path, request.args.to_dict(), body if isinstance(body, dict) else {}))


# Tests, scripts and the page


@control.get("/state")
def state() -> ResponseReturnValue:
    return jsonify(_platform().state() | {"play": _player().seen()})


@control.get("/quiet")
def quiet() -> ResponseReturnValue:
    return jsonify(_platform().quiet())


@control.get("/log")
def log() -> ResponseReturnValue:
    platform = _platform()
    after = request.args.get("after", 0, type=int)
    return jsonify(entries=platform.journal.entries(after), counts=platform.journal.counts)


@control.get("/phones/<phone>/messages")
def messages(phone: str) -> ResponseReturnValue:
    found = _platform().messages(phone, request.args.get("after", 0, type=int))
    return jsonify([asdict(message) for message in found])


@control.get("/media/<media_id>")
def media(media_id: str) -> ResponseReturnValue:
    """Pictures for the page; the school fetches its own through `media/get`."""
    try:
        found, content = _platform().world.shelf.get(media_id)
    except ApiError:
        return "", 404
    return Response(content, mimetype=found.mime, headers={"Cache-Control": "max-age=86400"})


@control.post("/say")
def say() -> ResponseReturnValue:
    body = _json()
    return jsonify(asdict(_platform().people.say(body["phone"], str(body.get("text") or ""))))


@control.post("/press")
def press() -> ResponseReturnValue:
    body, people = _json(), _platform().people
    if body.get("message_id"):
        answer = people.press(body["phone"], int(body["message_id"]), body["button"], body.get("selections"))
    else:
        answer = people.press_newest(body["phone"], body["button"])
    return jsonify(asdict(answer) if answer else {})


@control.post("/enter")
def enter() -> ResponseReturnValue:
    body = _json()
    _platform().people.enter(body["phone"], body.get("scene", ""), body.get("scene_param", ""))
    return jsonify({})


@control.post("/voice")
def voice() -> ResponseReturnValue:
    return jsonify(asdict(_platform().people.voice(_json()["phone"])))


@control.post("/sticker")
def sticker() -> ResponseReturnValue:
    body = _json()
    return jsonify(asdict(_platform().people.sticker(body["phone"], body.get("text", "[微笑]"))))


@control.post("/image")
def image() -> ResponseReturnValue:
    """With JSON a plain grey picture; with a form the picture in its field `media`."""
    sent = request.files.get("media")
    if sent is None:
        return jsonify(asdict(_platform().people.image(_json()["phone"])))
    return jsonify(asdict(_platform().people.image(request.form["phone"], sent.read(), sent.mimetype)))


@control.post("/clock")
def clock() -> ResponseReturnValue:
    body = _json()
    moment = parse_time(body["now"]) if body.get("now") else None
    speed = float(body["speed"]) if body.get("speed") is not None else None
    return jsonify(_platform().set_clock(moment, speed))


@control.post("/faults")
def faults() -> ResponseReturnValue:
    body, platform = _json(), _platform()
    if body.get("on", True):
        times = int(body["times"]) if body.get("times") else None
        platform.faults.set(Fault(body["kind"], times, float(body.get("seconds", 6)), body.get("path", "")))
    else:
        platform.faults.end(body["kind"])
    return jsonify(platform.faults.listed())


@control.post("/play")
def play() -> ResponseReturnValue:
    _player().start(float(_json().get("pace", 1.0)))
    return jsonify(_player().seen())


@control.post("/stop")
def stop() -> ResponseReturnValue:
    _player().stop()
    return jsonify(_player().seen())


@control.get("/events")
def events() -> ResponseReturnValue:
    """Server-sent events: each change with its number, so that a lost connection goes on where it ended."""
    platform = _platform()
    after = request.headers.get("Last-Event-ID") or request.args.get("after", "")
    number = int(after) if after.isdigit() else platform.feed.number
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(_stream(platform, number), mimetype="text/event-stream", headers=headers)


def _stream(platform: Platform, number: int) -> Iterator[str]:
    yield "retry: 1000\n\n"
    while True:
        number, changes = platform.feed.after(number, STILL_THERE)
        lines = "".join(f"data: {json.dumps(change, ensure_ascii=False)}\n" for change in changes)
        yield f"id: {number}\nevent: changes\n{lines}\n" if changes else ": still there\n\n"


@page.get("/")
def index() -> ResponseReturnValue:
    return _static("index.html")


@page.get("/static/<path:name>")
def static_file(name: str) -> ResponseReturnValue:
    return _static(name)


def _static(name: str) -> Response:
    answer = send_from_directory(STATIC, name, max_age=0)
    answer.headers["Content-Security-Policy"] = NOTHING_FROM_OUTSIDE
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
