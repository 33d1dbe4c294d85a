// Files as other programs export them, as large as one likes: each conversation is written when the one before it is on the disk.
import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** Questions and answers of a conversation, and what else was answered to its first question. */
const MESSAGES = 20;
const WORDS = ["회의록을", "정리해", "주세요", "the", "report", "예산은", "function", "정렬", "data", "프로젝트"];

/** What is said in a conversation, the same in every run: a branch of twenty, and one other first answer. */
function said(number) {
  const begun = 1_600_000_000 + number * 3600;
  const message = (at, parent) => {
    const isUser = at % 2 === 0;
    const words = Array.from({ length: isUser ? 20 : 120 }, (_, word) => WORDS[(number * 7 + at * 3 + word * word) % WORDS.length]);
    return { id: `${number}-${at}`, parent, isUser, text: words.join(" "), at: begun + at * 30 };
  };
  const branch = Array.from({ length: MESSAGES }, (_, at) => message(at, at ? `${number}-${at - 1}` : null));
  return { begun, messages: [...branch, message(MESSAGES + 1, `${number}-0`)], head: branch.at(-1).id };
}

const iso = (seconds) => new Date(seconds * 1000).toISOString();
const children = (messages, id) => messages.filter(({ parent }) => parent === id).map((message) => message.id);

function chatgpt(number) {
  const { begun, messages, head } = said(number);
  const root = { id: "root", message: null, parent: null, children: [messages[0].id] };
  const node = ({ id, parent, isUser, text, at }) => ({
    id,
    parent: parent ?? "root",
    children: children(messages, id),
    message: {
      id,
      author: { role: isUser ? "user" : "assistant", name: null, metadata: {} },
      create_time: at + 0.5,
      update_time: null,
      content: { content_type: "text", parts: [text] },
      status: "finished_successfully",
      weight: 1,
      metadata: isUser ? {} : { model_slug: "gpt-4o", citations: [], finish_details: { type: "stop" } },
      recipient: "all",
    },
  });
  const mapping = Object.fromEntries([["root", root], ...messages.map((message) => [message.id, node(message)])]);
  return { title: `대화 ${number}`, create_time: begun, update_time: begun + 600, mapping, moderation_results: [], current_node: head, conversation_id: `c-${number}`, is_archived: false };
}

function claude(number) {
  const { begun, messages } = said(number);
  const chat_messages = messages.map(({ id, parent, isUser, text, at }) => ({
    uuid: id,
    text,
    content: [{ type: "text", text, citations: [] }],
    sender: isUser ? "human" : "assistant",
    created_at: iso(at),
    updated_at: iso(at),
    attachments: [],
    files: [],
    parent_message_uuid: parent ?? "00000000-0000-4000-8000-000000000000",
  }));
  return { uuid: `c-${number}`, name: `대화 ${number}`, created_at: iso(begun), updated_at: iso(begun + 600), account: { uuid: "a" }, chat_messages };
}

function openWebui(number) {
  const { begun, messages, head } = said(number);
  const message = ({ id, parent, isUser, text, at }) => ({
    id,
    parentId: parent,
    childrenIds: children(messages, id),
    role: isUser ? "user" : "assistant",
    content: text,
    timestamp: at,
    ...(isUser ? { models: ["llama3.2"] } : { model: "llama3.2", done: true }),
  });
  const history = { currentId: head, messages: Object.fromEntries(messages.map((each) => [each.id, message(each)])) };
  const chat = { title: `대화 ${number}`, models: ["llama3.2"], params: {}, history, timestamp: begun * 1000 };
  return { id: `c-${number}`, user_id: "u", title: chat.title, chat, created_at: begun, updated_at: begun + 600, archived: false, pinned: false, meta: { tags: ["general"] }, folder_id: null };
}

function libreChat(number) {
  const conversationId = `c-${number}`;
  const messages = said(number).messages.map(({ id, parent, isUser, text, at }) => ({
    messageId: id,
    parentMessageId: parent ?? "00000000-0000-0000-0000-000000000000",
    conversationId,
    sender: isUser ? "User" : "GPT",
    text,
    isCreatedByUser: isUser,
    model: isUser ? null : "gpt-4o",
    createdAt: iso(at),
  }));
  return { conversationId, endpoint: "openAI", title: `대화 ${number}`, exportAt: "02:00:00 GMT+0900", branches: true, recursive: false, options: { model: "gpt-4o" }, messages };
}

/** What each program makes of a conversation, by its name. LibreChat exports one at a time: here they stand in one list. */
export const programs = { ChatGPT: chatgpt, Claude: claude, "Open WebUI": openWebui, LibreChat: libreChat };

/** Writes a list of so many conversations. */
export async function writeConversations(path, conversation, count) {
  const file = createWriteStream(path);
  for (let number = 0; number < count; number++) {
    if (!file.write((number ? ",\n" : "[") + JSON.stringify(conversation(number)))) await once(file, "drain");
  }
  file.end("]");
  await once(file, "close");
}
