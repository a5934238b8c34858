// Puts the parts together, in the order in which a post meets them. Tests build the same application with some parts
// given; `close` takes it down in the reverse order and loses nothing that was acknowledged.
import type { Logger } from 'pino';
import manifest from '../package.json' with { type: 'json' };
import { createShutdown } from './background/shutdown.ts';
import type { ChannelEndpoints } from './bot/protocol/adapter.ts';
import type { Config } from './config.ts';
import { closeServer, listen } from './http/server.ts';
import { createAlert } from './parts/alert.ts';
import { createChallengerPart } from './parts/challenger.ts';
import { createDeploymentPart } from './parts/deployment.ts';
import { createDoors } from './parts/doors.ts';
import { createDrift } from './parts/drift.ts';
import { createFeedbackPart } from './parts/feedback.ts';
import { createModelPart } from './parts/model.ts';
import { createPosts } from './parts/posts.ts';
import { createRetentionPart } from './parts/retention.ts';
import { openSurroundings } from './parts/surroundings.ts';
import { createTeams } from './parts/teams.ts';
import type { BegunModel } from './sentiment/begun-model.ts';
import type { Classifier } from './sentiment/verdict.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

const { name, version } = manifest;

/** Parts that are there already, or that a test brings along in place of the real ones. */
export interface GivenParts {
  /** The model of MODEL_DIR, which may start before this file is read. */
  readonly begun?: BegunModel | undefined;
  readonly log?: Logger;
  readonly telemetry?: Telemetry;
  readonly classifier?: Classifier;
  readonly channel?: ChannelEndpoints;
  /** Whether what it shows is made up: the page says so. */
  readonly demo?: boolean;
  /** When votes are given, milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

export interface Application {
  /** Where it listens, e.g. `http://127.0.0.1:3978`. */
  readonly url: string;
  readonly version: string;
  readonly model: string;
  /** Answers what has come in, then lets go of everything, within 18 s; what did not stop as it should is in the log. */
  close(): Promise<void>;
}

/** @throws an error that says what to do when a part cannot start; the parts started before it are closed. */
export async function startApplication(config: Config, given: GivenParts = {}): Promise<Application> {
  let log = given.log;
  const closing = createShutdown({
    onFailure: (err, step) => log?.error({ err, step }, 'a part did not stop as it should'),
  });
  /** Stops a part when the application closes, before those that were started earlier. */
  const stopLater = <Part extends { stop(): Promise<void> }>(name: string, part: Part): Part => {
    closing.defer(name, () => part.stop());
    return part;
  };
  const { channel } = given;
  try {
    const base = stopLater('surroundings', await openSurroundings(config, given));
    log = base.log;
    const model = stopLater(
      'model',
      await createModelPart({ ...base, given: given.classifier, begun: given.begun }),
    );
    const { classifier, judging, models } = model;
    const deployed = stopLater(
      'deployment',
      await createDeploymentPart({ ...base, version, model: classifier.model }),
    );
    const { deployment } = deployed;
    const drift = createDrift({ ...base, classifier, models });
    const alert = stopLater(
      'alert',
      await createAlert({ ...base, monitor: drift, inService: deployment.isInService }),
    );
    const challenger = stopLater(
      'challenger',
      createChallengerPart({ ...base, champion: models.classifier }),
    );
    const core = createFeedbackPart({ ...base, ...challenger, classifier, judging, alert, channel });
    const onUndelivered = base.metrics.countGivenUp;
    const teams = stopLater(
      'teams',
      await createTeams({ ...base, ...core, deployment, classifier, onUndelivered }),
    );
    base.metrics.showWaiting(teams.waiting);
    const retention = stopLater('retention', createRetentionPart({ ...base, alert, teams }));
    const posts = stopLater('posts', createPosts(base));
    const about = { name, version, ...(given.demo && { demo: true }) };
    const parts = { ...base, model, drift, alert, challenger, core, teams, posts, channel, about };
    const server = await createDoors(parts);
    const url = await listen(server, config.PORT, config.HOST);
    closing.defer('server', () => closeServer(server));

    for (const part of [base, model, deployed, challenger, alert, teams, posts, retention]) part.start();
    base.log.info({ url, version, model: classifier.model, store: base.database.kind }, 'listening');
    return { url, version, model: classifier.model, close: closing.run };
  } catch (error) {
    await closing.run();
    throw error;
  }
}
