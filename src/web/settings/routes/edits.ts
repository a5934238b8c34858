// Routes in their order, of which the first that a post fits decides: changed, moved, told from those that never come into play. Pure.
import type { ForwardingRoute } from '../questions.ts';

/** As it is saved: whether the bot can write in its channel is for the service to say. */
export type Route = Omit<ForwardingRoute, 'known'>;

/** The routes with this one in the place of the one there; at the end it is added. */
export function put(routes: readonly Route[], place: number, route: Route): readonly Route[] {
  return place < routes.length ? routes.with(place, route) : [...routes, route];
}

/** One step up (-1) or down (1); at either end nothing moves. */
export function moved(routes: readonly Route[], place: number, step: -1 | 1): readonly Route[] {
  const [one, other] = [routes[place], routes[place + step]];
  return one && other ? routes.with(place, other).with(place + step, one) : routes;
}

/** The place of an earlier route that every post fits which fits this one; null where there is none. */
export function coveredBy(routes: readonly Route[], place: number): number | null {
  const later = routes[place]!;
  const covering = routes.slice(0, place).findIndex((earlier) => covers(earlier, later));
  return covering === -1 ? null : covering;
}

function covers(earlier: Route, later: Route): boolean {
  const takes = (any: string | null, one: string | null) =>
    any === null || any.toLowerCase() === one?.toLowerCase();
  return (
    takes(earlier.language, later.language) &&
    takes(earlier.network, later.network) &&
    takes(earlier.topic, later.topic) &&
    (!earlier.negativeOnly || later.negativeOnly)
  );
}
