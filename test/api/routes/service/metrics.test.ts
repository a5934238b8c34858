import assert from 'node:assert/strict';
import { openRestDoor, type RestDoor } from '../../rest-door.ts';

describe('GET /metrics', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  it('tells how requests were answered, by their route and not by the path that was asked', async () => {
    await door.ask('/predictions/7');
    await fetch(`${door.url}/secret-path`);
    const text = await (await door.ask('/metrics')).text();
    assert.match(
      text,
      /http_request_duration_seconds_count\{method="GET",route="\/predictions\/\*",status="422"\} 1/,
    );
    assert.match(text, /http_request_duration_seconds_count\{method="GET",route="none",status="404"\} 1/);
    assert.doesNotMatch(text, /secret-path/);
    assert.match(text, /^rest_posts_in_flight 0$/m);
    assert.match(text, /^process_resident_memory_bytes /m);
  });
});
