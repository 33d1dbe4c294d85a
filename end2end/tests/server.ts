// A server from dist/ with a data folder of its own, ended with the tests that asked for it.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = process.env.SUPBOT_PROGRAM ?? join(__dirname, "../../dist/supbot");

export class Server {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly settings: Record<string, string>,
    private process: ChildProcess,
  ) {}

  static async start(settings: Record<string, string>): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), "supbot-end2end-"));
    const { process, url } = await launch(folder, { SUPBOT_ADDR: "127.0.0.1:0", SUPBOT_SHUTDOWN_PATIENCE: "0", ...settings });
    return new Server(url, folder, settings, process);
  }

  /** Ends the process with a signal and starts another over the same data, at the same address. */
  async restart(signal: NodeJS.Signals): Promise<void> {
    await end(this.process, signal);
    this.process = (await launch(this.folder, { ...this.settings, SUPBOT_ADDR: new URL(this.url).host })).process;
  }

  async stop(): Promise<void> {
    await end(this.process, "SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function launch(folder: string, settings: Record<string, string>) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, SUPBOT_DATA_DIR: folder, ...settings };
  const server = spawn(program, ["serve"], { env, cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    server.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const ready = output.match(/Supbot is ready at (\S+)/);
      if (ready) resolve(ready[1]);
    });
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${output}`)));
  });
  return { process: server, url };
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill(signal);
  await ended;
}
