// The address of the view of one alert. Pure but for where the reader is.

export const addressOfIncident = (id: string) => `#incident/${encodeURIComponent(id)}`;

/** The id that the address names; empty when it names none. */
export function idInAddress(hash: string = window.location.hash): string {
  return /^#incident\/([\w-]+)$/.exec(hash)?.[1] ?? '';
}
