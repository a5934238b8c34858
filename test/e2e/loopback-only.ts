// Loaded into the Playground before itself, which would listen on every interface of the machine: whoever reached it
// there could speak to the bot as anyone. With this it is reached from this machine only.
import { Server } from 'node:net';

const { listen } = Server.prototype;

Server.prototype.listen = function (this: Server, port: number, onListening?: () => void) {
  return Reflect.apply(listen, this, [port, '127.0.0.1', onListening]);
} as typeof listen;
