// A TCP path to PostgreSQL whose open connections can be frozen, as by a failover that nobody announced: no byte passes
// and no end, while new connections work.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpPath {
  readonly port: number;
  /** Freezes what is open now. */
  freeze(): void;
  /** Takes no more connections, and drops those that there are. */
  close(): Promise<void>;
}

export async function openTcpPath(to: number): Promise<TcpPath> {
  const pairs = new Set<{ readonly sockets: readonly [Socket, Socket]; frozen: boolean }>();
  const server = createServer((near) => {
    const pair = { sockets: [near, connect(to, '127.0.0.1')] as const, frozen: false };
    pairs.add(pair);
    for (const [index, from] of pair.sockets.entries()) {
      const other = pair.sockets[1 - index]!;
      from.on('error', () => {});
      from.on('data', (bytes) => pair.frozen || other.write(bytes));
      from.on('close', () => pair.frozen || other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      for (const pair of pairs) pair.frozen = true;
    },
    async close() {
      for (const { sockets } of pairs) for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
