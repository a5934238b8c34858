// Why something was not saved, as a sentence for the reader.
import { settingsTexts } from '../../bot/texts/settings.ts';
import { ApiError } from '../call.ts';
import type { ReaderLanguage } from '../language.ts';
import { settingsEn, settingsFr } from '../texts/settings-texts.ts';

/**
 * @param labels what the reader calls the fields that the service names.
 * @throws what is no answer of the service.
 */
export function troubleOf(
  error: unknown,
  language: ReaderLanguage,
  labels: Readonly<Record<string, unknown>>,
): string {
  if (!(error instanceof ApiError)) throw error;
  const texts = language === 'fr' ? settingsFr : settingsEn;
  const { status, detail, errors = [] } = error.problem;
  if (status === 409) return settingsTexts[language].changedMeanwhile;
  if (error.failure === 'forbidden' || error.failure === 'locked') return texts.needed;
  if (errors.length === 0) return status === 422 && detail ? detail : texts.failing;
  const nameOf = (field: string) => {
    const label = labels[field.split('.')[0]!];
    return typeof label === 'string' ? label : field;
  };
  return texts.wrong(errors.map(({ field, message }) => `${nameOf(field)} (${message})`).join(', '));
}
