// The network between the outside world and the replicas, both ways. Requests reach a replica through Node's own HTTP parser, on a
// connection that is a stream in memory; calls of a replica reach programs of the outside world.
import { type Server as HttpServer, Server } from 'node:http';
import { Duplex } from 'node:stream';
import { type Machine, machineHere, mortal, onMachine, pause, schedule, theWorld } from './time.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: answers have any shape
  readonly body: any;
}

export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** No answer: the connection was refused (then nothing arrived), or cut. */
export class Cut extends Error {
  override name = 'Cut';
  readonly arrived: boolean;
  constructor(arrived: boolean) {
    super(arrived ? 'the connection was cut' : 'the connection was refused');
    this.arrived = arrived;
  }
}

const servers = new Map<Machine, HttpServer>();

/** Servers of the virtual world listen nowhere; a machine has one. */
export function virtualListening(): void {
  Object.assign(Server.prototype, {
    listen(this: HttpServer, _port: number, _host: string, done: () => void) {
      servers.set(machineHere(), this);
      let listening = true;
      Object.defineProperty(this, 'listening', { get: () => listening });
      Object.assign(this, {
        address: () => ({ address: '127.0.0.1', family: 'IPv4', port: 3978 }),
        close(closed?: () => void) {
          listening = false;
          servers.delete(machineHere());
          schedule(0, () => closed?.());
          return this;
        },
        closeAllConnections() {},
        closeIdleConnections() {},
      });
      schedule(0, done);
      return this;
    },
  });
}

export const isListening = (machine: Machine): boolean => servers.has(machine);

/** How a request of the outside world can go wrong on its way, by the caller's chance. */
export interface Way {
  /** Milliseconds each way. */
  readonly delay: number;
}

/**
 * Asks a replica from outside.
 * @throws {Cut} when it is not there, or ends before it has answered.
 */
export async function ask(machine: Machine, { method, path, headers = {}, body }: Ask): Promise<Answer> {
  const { chance } = theWorld().outside;
  await pause(chance.between(0.2, 3));
  const server = servers.get(machine);
  if (!server || !machine.alive) throw new Cut(false);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = new Wire(resolve);
  cuts.set(socket, { machine, cut: () => reject(new Cut(true)) });
  const json = body === undefined ? '' : JSON.stringify(body);
  const head = Object.entries({
    host: '127.0.0.1:3978',
    connection: 'close',
    ...(json && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(json)) }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  // A frozen machine accepts connections: its kernel does.
  schedule(
    0,
    () => arrive(server, socket, `${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n${json}`),
    machine,
  );
  try {
    const text = await promise;
    await pause(chance.between(0.2, 3));
    return parse(text);
  } finally {
    cuts.delete(socket);
  }
}

const cuts = new Map<Wire, { readonly machine: Machine; cut(): void }>();

/** The machine is gone: who waits for an answer of it sees the connection end. */
export function cutConnections(machine: Machine): void {
  servers.delete(machine);
  for (const { machine: other, cut } of cuts.values())
    if (other === machine) schedule(0.5, cut, theWorld().outside);
}

export function resetWire(): void {
  servers.clear();
  cuts.clear();
}

function arrive(server: HttpServer, socket: Wire, text: string): void {
  server.emit('connection', socket);
  socket.push(text);
}

/** The server's end of a connection. */
class Wire extends Duplex {
  readonly remoteAddress = '127.0.0.1';
  readonly #done: (text: string) => void;
  readonly #pieces: Buffer[] = [];

  constructor(done: (text: string) => void) {
    super();
    this.#done = done;
  }

  override _read() {}

  override _write(piece: Buffer, _encoding: string, next: () => void) {
    this.#pieces.push(Buffer.from(piece));
    next();
  }

  override _final(next: () => void) {
    next();
    const outside = theWorld().outside;
    onMachine(outside, () => this.#done(Buffer.concat(this.#pieces).toString()));
    this.push(null);
  }

  setTimeout() {
    return this;
  }
  setNoDelay() {
    return this;
  }
  setKeepAlive() {
    return this;
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
}

function parse(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  const [first, ...lines] = text.slice(0, end).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const raw = text.slice(end + 4);
  const content = headers['transfer-encoding'] === 'chunked' ? unchunk(raw) : raw;
  const isJson = headers['content-type']?.includes('json');
  return { status: Number(first!.split(' ')[1]), headers, body: isJson ? JSON.parse(content) : content };
}

function unchunk(raw: string): string {
  let bytes = Buffer.from(raw);
  const pieces: Buffer[] = [];
  for (;;) {
    const line = bytes.indexOf('\r\n');
    const size = Number.parseInt(bytes.subarray(0, line).toString(), 16);
    if (!size) return Buffer.concat(pieces).toString();
    pieces.push(bytes.subarray(line + 2, line + 2 + size));
    bytes = bytes.subarray(line + 4 + size);
  }
}

/** A program of the outside world that replicas call over HTTP. It may throw {@link Cut}. */
export type Program = (call: {
  readonly method: string;
  readonly url: URL;
  // biome-ignore lint/suspicious/noExplicitAny: calls have any shape
  readonly body: any;
}) => Promise<Answer>;

/** Lets `fetch` reach a program. What it does happens whether or not the caller lives to see it. */
export function virtualFetch(programOf: () => Program): void {
  globalThis.fetch = async (address, init = {}) => {
    const { outside } = theWorld();
    await mortal();
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    init.signal?.addEventListener('abort', () => reject(init.signal!.reason));
    const machine = machineHere();
    const there = { method: init.method ?? 'GET', url: new URL(String(address)) };
    const body = init.body ? JSON.parse(String(init.body)) : undefined;
    schedule(
      outside.chance.between(1, 8),
      () =>
        void programOf()({ ...there, body }).then(
          (answer) => schedule(outside.chance.between(1, 8), () => resolve(toResponse(answer)), machine),
          (error) => schedule(1, () => reject(error instanceof Cut ? toFetchError(error) : error), machine),
        ),
      outside,
    );
    const response = await promise;
    await mortal();
    return response;
  };
}

function toResponse({ status, headers, body }: Answer): Response {
  const text = body === undefined ? '' : JSON.stringify(body);
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: new Headers(headers),
    text: async () => text,
  } as Response;
}

function toFetchError({ arrived }: Cut): TypeError {
  return new TypeError('fetch failed', { cause: { code: arrived ? 'UND_ERR_SOCKET' : 'ECONNREFUSED' } });
}
