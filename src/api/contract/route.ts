// What a route of the REST door is: a row of the one table from which the router and the OpenAPI page are made.
import type { z } from 'zod';
import type { Access } from '../../api-keys.ts';
import type { Caller } from '../auth/caller.ts';

/** A request after its parts were checked against their schemas. */
export interface Call<Body = unknown, Params = unknown, Query = unknown> {
  readonly body: Body;
  readonly params: Params;
  readonly query: Query;
  /** Who was let in; undefined while the service has no keys. */
  readonly caller: Caller | undefined;
  /** Token of its Authorization header, checked by nobody yet where everybody may call. */
  readonly bearer: string | undefined;
  /** Its Accept header. */
  readonly accept: string | undefined;
  /** Its If-Match header. */
  readonly ifMatch: string | undefined;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
  /**
   * Id for what the request makes at this place, the same each time it is sent under its Idempotency-Key, so that it is made
   * once however often the work is begun; undefined for a request without key.
   */
  readonly idOf: (place: number) => string | undefined;
}

export type RouteAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Keyed hashes of people and origins of posts that it is about: an answer that is kept is erased with them. */
  readonly about?: readonly (string | null)[];
} & (
  | { readonly json: unknown }
  /** Anything but JSON; chunks are produced as fast as the client takes them. */
  | { readonly type: string; readonly content: string | Uint8Array | AsyncIterable<string> }
);

/** What an answer holds. Without a schema it is text of this media type. */
export interface DeclaredAnswer {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly types?: readonly string[];
  /** Whether it has an ETag, which `If-Match` takes. */
  readonly tagged?: boolean;
  /** What can be asked next with what the answer holds, as OpenAPI writes it. */
  readonly links?: Readonly<Record<string, object>>;
}

export interface Route<
  Body extends z.ZodType = z.ZodType,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Whether HEAD is answered too, with the status and headers of GET: monitors and Azure Front Door ask so. */
  readonly head?: boolean;
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: string;
  /** Name of the operation in the OpenAPI page. */
  readonly operation: string;
  readonly summary: string;
  /** Heading under which the OpenAPI page lists it; the table of routes groups them. */
  readonly group?: string;
  readonly access: Access;
  readonly body?: Body;
  /** Bytes a body may have; 64 KB unless told. */
  readonly maxBytes?: number;
  readonly params?: Params;
  readonly query?: Query;
  /** Whether nothing more can be taken now; who asks is told so before their body is read. */
  readonly full?: () => boolean;
  /** Whether an `Idempotency-Key` makes a repeated request harmless. */
  readonly idempotent?: boolean;
  /** Headers that follow from the answer, so that an answer that is repeated has them too. */
  readonly headersOf?: (json: never) => Readonly<Record<string, string>>;
  /** Whether it changes only what is as the caller saw it, by an `If-Match` that is required. */
  readonly conditional?: boolean;
  /** Answers that are no problems, by status. */
  readonly answers: Readonly<Record<number, DeclaredAnswer>>;
  /** Problems of this route's own, by status; those that come with a body or a key are known. */
  readonly problems?: Readonly<Record<number, string>>;
  handle(call: Call<z.output<Body>, z.output<Params>, z.output<Query>>): Promise<RouteAnswer>;
}

/** Lets a route's handler know the types of its own schemas, and the table forget them. */
export function defineRoute<B extends z.ZodType, P extends z.ZodType, Q extends z.ZodType>(
  route: Route<B, P, Q>,
): Route {
  return route as unknown as Route;
}
