"""Makes what schemathesis invents meet what is there: a model that answers, keys that are used once."""

import re
import uuid

import schemathesis

MODEL = re.compile(r"^[a-z0-9_-]+/\S.*$", re.DOTALL)
KEY = re.compile(r"^[!-~]{1,255}$")
UNKNOWN_HEADER = "x-schemathesis-unknown-property"


def with_model(value):
    """The body, asking the scripted model where it asks a well-formed one that nobody has here."""
    if not isinstance(value, dict):
        return value
    change = {name: "scripted/echo" for name in ("model", "accepted") if isinstance(value.get(name), str) and MODEL.match(value[name])}
    return {**value, **change}


@schemathesis.hook
def before_call(ctx, case, kwargs):
    body = with_model(case.body)
    if body is not case.body and body != case.body:
        case.body = body
    key = (case.headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and KEY.match(key):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())


@schemathesis.hook
def filter_case(ctx, case):
    # HTTP lets everybody send headers that nobody knows (RFC 9110 §5.1).
    return UNKNOWN_HEADER not in (case.headers or {})
