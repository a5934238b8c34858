// Says which deployment this process belongs to, and keeps it known while the process lives.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createBackgroundTask } from '../background/task.ts';
import type { Database } from '../storage/engine/database.ts';
import { type Deployment, openDeployment } from '../storage/stores/delivery/deployments.ts';
import type { Metrics } from '../telemetry/metrics.ts';

const SEEN_AGAIN = 20_000;

export interface DeploymentPartParts {
  readonly database: Database;
  readonly metrics: Pick<Metrics, 'gauge'>;
  readonly log: { error(fields: object, message: string): void };
  /** Of package.json. */
  readonly version: string;
  /** Version of the model that serves as the process starts. */
  readonly model: string;
}

export interface DeploymentPart {
  readonly deployment: Deployment;
  start(): void;
  stop(): Promise<void>;
}

export async function createDeploymentPart(parts: DeploymentPartParts): Promise<DeploymentPart> {
  const { database, log, metrics, version, model } = parts;
  const deployment = await openDeployment(database, `${version} ${buildOf()} ${model}`);
  metrics.gauge('teams_in_service', 'Whether this deployment works on what Teams hands over.', async () =>
    Number(await deployment.isInService()),
  );
  const task = createBackgroundTask({
    async work() {
      await deployment.seen();
      return SEEN_AGAIN;
    },
    onFailure: (err, wait) => log.error({ err, wait }, 'the deployment could not be noted; trying again'),
  });
  return { deployment, start: task.notify, stop: () => task.stop(SEEN_AGAIN / 20) };
}

/** Tells bundles apart that have one version: this module is in their main file, and so is most of their code. */
function buildOf(): string {
  return createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .digest('hex')
    .slice(0, 12);
}
