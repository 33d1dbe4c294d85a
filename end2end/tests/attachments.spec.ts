// Files with a question: pasted, dropped, picked; taken away, sent, and there again.
import { type Page } from "@playwright/test";
import { deflateSync } from "node:zlib";
import { Person, expect, hydrated, isAccessible, isAccessibleInEveryLook, test } from "./fixtures";

/** A chunk of a PNG with its checksum (PNG §5.3). */
function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  let crc = ~0;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeInt32BE(~crc, 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A grey picture of so many pixels each way. */
function picture(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = Buffer.alloc(side * (side + 1), 120);
  for (let row = 0; row < side; row++) pixels[row * (side + 1)] = 0;
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, chunk("IHDR", header), chunk("IDAT", deflateSync(pixels)), chunk("IEND", Buffer.alloc(0))]);
}

interface Sent {
  name: string;
  type: string;
  content: Buffer | string;
}

/** Lets a paste or a drop happen as the browser tells it. */
async function give(page: Page, event: "paste" | "drop", files: Sent[]) {
  const given = files.map(({ name, type, content }) => ({ name, type, content: [...Buffer.from(content)] }));
  await page.evaluate(
    ({ event, given }) => {
      const data = new DataTransfer();
      for (const { name, type, content } of given) data.items.add(new File([new Uint8Array(content)], name, { type }));
      const area = document.querySelector("form.composer textarea") as HTMLTextAreaElement;
      const options = { bubbles: true, cancelable: true };
      if (event === "paste") {
        // Firefox makes the event with a clipboard of its own instead of the one that is given, and lets it be filled.
        const paste = new ClipboardEvent("paste", { ...options, clipboardData: data });
        if (!paste.clipboardData!.files.length) for (const file of data.files) paste.clipboardData!.items.add(file);
        area.dispatchEvent(paste);
      } else {
        for (const name of ["dragenter", "dragover", "drop"]) {
          document.body.dispatchEvent(new DragEvent(name, { ...options, dataTransfer: data }));
        }
      }
    },
    { event, given },
  );
}

const cat: Sent = { name: "cat.png", type: "image/png", content: picture(400) };
const notes: Sent = { name: "notes.md", type: "text/markdown", content: "# Notes\n\nwords" };

function pending(page: Page) {
  return page.getByRole("list", { name: "Attached files" }).getByRole("listitem");
}

/** Opens the page of a new chat, with what the composer can do beside. */
async function ready(person: Person, page: Page) {
  await hydrated(page);
  await person.composer.focus();
  await expect(page.getByRole("button", { name: "Attach files" })).toBeVisible();
}

test("what is pasted, dropped and picked goes with the question and is shown beside it", async ({ person, quietPage: page }) => {
  await person.signUp();
  await ready(person, page);
  await give(page, "paste", [cat]);
  await expect(pending(page)).toHaveCount(1);
  await give(page, "drop", [notes]);
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await chosen).setFiles([{ name: "회의.txt", mimeType: "text/plain", buffer: Buffer.from("안녕") }]);
  await expect(pending(page)).toHaveText([/cat\.png/, /notes\.md/, /회의\.txt/]);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await isAccessibleInEveryLook(page);

  await page.getByRole("button", { name: "Remove notes.md" }).click();
  await expect(pending(page)).toHaveCount(2);
  await person.composer.fill("What is this?");
  await person.composer.press("Enter");
  await expect(page).toHaveURL(/\/c\//);
  await person.replyIsWhole();
  const question = person.questions.first();
  const image = question.getByRole("img", { name: "cat.png" });
  await expect(image).toBeVisible();
  expect(await image.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  await expect(question.getByRole("link", { name: "회의.txt" })).toBeVisible();
  await expect(pending(page)).toHaveCount(0);

  await page.reload();
  await hydrated(page);
  await expect(image).toBeVisible();
  await isAccessible(page);
  const opened = page.waitForEvent("popup");
  await question.getByRole("link", { name: "회의.txt" }).click();
  await expect((await opened).getByText("안녕")).toBeVisible();
});

test("a picture alone can be sent, and what is not sent is there after a reload", async ({ person, quietPage: page }) => {
  await person.signUp();
  await ready(person, page);
  await give(page, "paste", [cat]);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await page.reload();
  await hydrated(page);
  await expect(pending(page)).toHaveText([/cat\.png/]);
  await person.composer.press("Enter");
  await expect(page).toHaveURL(/\/c\//);
  await expect(person.questions.getByRole("img", { name: "cat.png" })).toBeVisible();
  await person.replyIsWhole();
  await page.getByRole("link", { name: "New chat" }).click();
  await ready(person, page);
  await expect(pending(page)).toHaveCount(0);
});

test("what cannot be attached says why, and the rest stays", async ({ page }) => {
  // The browser writes a refusal into its console as well.
  const person = new Person(page);
  await person.signUp();
  await ready(person, page);
  await give(page, "drop", [notes, { name: "program.png", type: "image/png", content: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]) }]);
  await expect(page.getByRole("alert").filter({ hasText: "program.png: Only images (PNG" })).toBeVisible();
  await expect(pending(page)).toHaveText([/notes\.md/]);
  await give(page, "drop", Array.from({ length: 10 }, (_, n) => ({ ...notes, name: `${n}.md` })));
  await expect(page.getByRole("alert").filter({ hasText: "You can attach up to 10 files" })).toBeVisible();
  await expect(pending(page)).toHaveCount(10);
});

test("ten files at once are sent a few at a time, and one that waits can be taken away", async ({ person, quietPage: page }) => {
  await person.signUp();
  await ready(person, page);
  let held = 0;
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/api/v1/attachments", async (route) => {
    held++;
    await released;
    await route.continue();
  });
  await give(page, "drop", Array.from({ length: 10 }, (_, n) => ({ ...notes, name: `${n}.md` })));
  await expect(page.getByRole("progressbar")).toHaveCount(10);
  await page.getByRole("button", { name: "Remove 9.md" }).click();
  await expect(page.getByRole("progressbar")).toHaveCount(9);
  // The server has room for four of one account.
  await expect.poll(() => held).toBe(2);
  release();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(pending(page)).toHaveCount(9);
  expect(held).toBe(9);
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
});

test("another wording of a question keeps its picture", async ({ person, quietPage: page }) => {
  await person.signUp();
  await ready(person, page);
  await give(page, "paste", [cat]);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await person.composer.fill("first");
  await person.composer.press("Enter");
  await person.replyIsWhole();
  await person.questions.first().getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Edit" }).fill("second");
  await page.getByRole("textbox", { name: "Edit" }).press("Enter");
  await expect(person.questions.getByText("second")).toBeVisible();
  await expect(person.questions.getByRole("img", { name: "cat.png" })).toBeVisible();
  await person.replyIsWhole();
});

test("the composer says when a model cannot see a picture, and does not when it can", async ({ page, startServer }) => {
  for (const [models, isUnseen] of [["none", true], ["echo", false]] as const) {
    const server = await startServer({ SUPBOT_VISION_MODELS: models });
    const person = new Person(page);
    await person.signUp(server.url);
    await ready(person, page);
    await give(page, "paste", [cat]);
    await expect(page.getByRole("progressbar")).toHaveCount(0);
    await expect(page.getByText("This model cannot see images")).toHaveCount(isUnseen ? 1 : 0);
    await person.composer.fill("Look");
    await person.composer.press("Enter");
    await expect(page).toHaveURL(/\/c\//);
    await person.replyIsWhole();
    await expect(person.replies.getByText("which you cannot see")).toHaveCount(isUnseen ? 1 : 0);
  }
});
