// What the worker runs in, as far as the standard library of TypeScript does not know it.

/** An event of Background Sync (WICG): there is a network. */
export interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

export interface Scope extends ServiceWorkerGlobalScope {
  /** What the server writes before the worker (src/offline/service_worker.rs). */
  readonly BUILD: { version: string; client: string[]; languages: string[] };
  readonly registration: ServiceWorkerRegistration & { readonly sync?: { register(tag: string): Promise<void> } };
  addEventListener<K extends keyof ServiceWorkerGlobalScopeEventMap>(
    type: K,
    listener: (event: ServiceWorkerGlobalScopeEventMap[K]) => void,
  ): void;
  addEventListener(type: "sync", listener: (event: SyncEvent) => void): void;
}

export const scope = self as unknown as Scope;
