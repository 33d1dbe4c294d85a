// An account of a server that is measured, and what a program needs to use it.
import { readFileSync, readdirSync } from "node:fs";

/** Signs up; gives the page's cookie and the API's header. */
export async function signUp(url, username) {
  const credentials = { username, password: "correct horse" };
  const body = new URLSearchParams({ ...credentials, email: "" });
  const answer = await fetch(`${url}/rpc/sign_up`, { method: "POST", body, headers: { accept: "application/json" } });
  const cookie = answer.headers.get("set-cookie").split(";")[0];
  // A key, since an access token ends before the longest runs do.
  const made = await post(`${url}/api/v1/keys`, { name: "measuring" }, { cookie });
  return { cookie, authorization: `Bearer ${(await made.json()).key}` };
}

/** Sends JSON. */
export function post(url, body, headers = {}, signal) {
  return fetch(url, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers }, signal });
}

/** Asks as a page does; gives what `send_message` answers. */
export async function ask(url, cookie, content) {
  const body = new URLSearchParams({ conversation: "", content, model: "" });
  const answer = await fetch(`${url}/rpc/send_message`, { method: "POST", body, headers: { accept: "application/json", cookie } });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Events of a stream, one after the other, with their ids. */
export async function* events(answer) {
  let rest = "";
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const all = (rest + chunk).split("\n\n");
    rest = all.pop();
    for (const event of all) {
      const field = (name) => event.match(new RegExp(`^${name}: ?(.*)$`, "m"))?.[1];
      if (field("data")) yield { name: field("event"), id: field("id"), data: JSON.parse(field("data")) };
    }
  }
}

/** CPU time of a process in ms, its memory in MB, and how many files it has open. */
export function use(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  const kb = Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]);
  return { cpu: (Number(fields[11]) + Number(fields[12])) * 10, memory: kb / 1000, files: readdirSync(`/proc/${pid}/fd`).length };
}
