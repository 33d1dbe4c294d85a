// Where messages wait: IndexedDB, which outlives the tab, the worker and the browser.

import { OUTBOX } from "../names";
import type { Item } from "../told";

const STORE = "outbox";

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  return (opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(OUTBOX, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => {
      const box = request.result;
      // A page takes it away when nobody is logged in any more.
      box.onversionchange = () => {
        box.close();
        opened = undefined;
      };
      resolve(box);
    };
    request.onerror = () => reject(request.error);
  }));
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(STORE, mode, { durability: "strict" });
  const request = act(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/** All of them, in the order in which they were written. */
export async function items(): Promise<Item[]> {
  const found = await run<Item[]>("readonly", (store) => store.getAll());
  return found.sort((a, b) => a.at - b.at);
}

export async function put(item: Item): Promise<void> {
  await run("readwrite", (store) => store.put(item));
}

export async function drop(key: string): Promise<void> {
  await run("readwrite", (store) => store.delete(key));
}

/** Forgets all but those of an account; without one, all. */
export async function dropOthers(account?: string): Promise<void> {
  for (const item of await items()) if (item.account !== account) await drop(item.key);
}
