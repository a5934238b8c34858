// botframework-connector 4.23.3 strips every property of an entity but type, text and mentioned on its way out: the
// "AI generated" label would be lost without a word. This tells its serializer to pass the others on.
import { Entity } from 'botframework-connector/lib/connectorApi/models/mappers.js';

export function keepWholeEntities(): void {
  Object.assign(Entity.type, { additionalProperties: { type: { name: 'Object' } } });
}
