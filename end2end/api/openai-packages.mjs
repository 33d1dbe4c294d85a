// The official openai package for JavaScript talks through Supbot: openai-packages.mjs URL KEY.
import assert from "node:assert/strict";
import OpenAI, { AuthenticationError, BadRequestError, NotFoundError, RateLimitError } from "openai";

const [url, key] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
const messages = [{ role: "developer", content: "짧게" }, { role: "user", content: "안녕하세요" }];
const ask = (parameters) => client.chat.completions.create({ model: "scripted/echo", messages, ...parameters });

const models = await client.models.list();
assert(models.data.some((model) => model.id === "scripted/echo"));

const whole = await ask();
const text = whole.choices[0].message.content;
assert(text.includes("안녕하세요") && whole.choices[0].finish_reason === "stop");
assert(whole.usage.total_tokens > 0);

const pieces = [];
for await (const piece of await ask({ stream: true, stream_options: { include_usage: true } })) pieces.push(piece);
assert.equal(pieces.map((piece) => piece.choices[0]?.delta.content ?? "").join(""), text);
assert.deepEqual(pieces.at(-1).usage, whole.usage);

const stored = await ask({ store: true }).withResponse();
assert.equal(stored.response.headers.get("x-supbot-conversation").length, 36);

await assert.rejects(ask({ model: "nobody" }), NotFoundError);
await assert.rejects(ask({ stop: "x" }), BadRequestError);
await assert.rejects(ask({ messages: [{ role: "user", content: "/fail rate_limited" }] }), RateLimitError);
client.apiKey = "supbot_wrong";
await assert.rejects(ask(), AuthenticationError);
console.log("openai for JavaScript: whole, streamed, stored, refused");
