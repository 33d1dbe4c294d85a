"""The official openai package for Python talks through Supbot: openai_packages.py URL KEY."""

import sys

from openai import AuthenticationError, BadRequestError, NotFoundError, OpenAI, RateLimitError

url, key = sys.argv[1:]
client = OpenAI(base_url=f"{url}/v1", api_key=key, max_retries=0)
question = [{"role": "system", "content": "짧게"}, {"role": "user", "content": "안녕하세요"}]


def refused(kind, **parameters):
    """The error that a request ends with, which must be of this kind."""
    try:
        client.chat.completions.create(**{"model": "scripted/echo", "messages": question, **parameters})
    except kind as error:
        return error
    raise AssertionError(f"{parameters} was answered")


assert "scripted/echo" in [model.id for model in client.models.list()]

whole = client.chat.completions.create(model="scripted/echo", messages=question)
text = whole.choices[0].message.content
assert "안녕하세요" in text and whole.choices[0].finish_reason == "stop"
assert whole.usage.total_tokens == whole.usage.prompt_tokens + whole.usage.completion_tokens > 0

pieces = list(client.chat.completions.create(model="echo", messages=question, stream=True, stream_options={"include_usage": True}))
assert "".join(piece.choices[0].delta.content or "" for piece in pieces if piece.choices) == text
assert len(pieces) > 3 and pieces[-1].usage == whole.usage

stored = client.chat.completions.with_raw_response.create(model="scripted/echo", messages=question, store=True)
assert len(stored.headers["x-supbot-conversation"]) == 36 and stored.parse().choices[0].message.content == text

assert refused(NotFoundError, model="nobody").code == "model_not_found"
assert refused(BadRequestError, n=2).param == "n"
assert refused(RateLimitError, messages=[{"role": "user", "content": "/fail rate_limited"}]).code == "rate_limited"
client.api_key = "supbot_wrong"
assert refused(AuthenticationError).status_code == 401
print("openai for Python: whole, streamed, stored, refused")
