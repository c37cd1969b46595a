import { reactive } from 'vue';
import type { PillarCode } from '../../../../contract/pillars.ts';
import { answer, api, type Schemas } from '../../api/client.ts';
import { useLanguage } from '../i18n.ts';

type Pillar = Schemas['PillarDto'];
/** A version of the Pact by its number, or the one in force. */
type Version = number | 'now';

const pacts = reactive(new Map<Version, Pillar[]>());
const asked = new Set<Version>();

/** Each version is loaded once; one that could not be is asked for again. */
function load(version: Version): void {
  if (asked.has(version)) return;
  asked.add(version);
  const query = version === 'now' ? {} : { version };
  answer(api.GET('/api/v1/pact', { params: { query } })).then(
    (found) => pacts.set(version, found),
    () => asked.delete(version),
  );
}

/**
 * The Pact's texts. Until they arrive, or if loading fails, the codes are shown instead. What was
 * pledged is shown in the words of the version under which it was pledged.
 */
export function usePact() {
  const { language } = useLanguage();
  load('now');
  const pillarsAt = (version: Version): Pillar[] => {
    load(version);
    return pacts.get(version) ?? [];
  };
  const wordingAt = (code: string, version: Version) =>
    pillarsAt(version)
      .flatMap(({ actions, retired }) => [...actions, ...retired])
      .find((action) => action.code === code)?.wording[language.value];
  return {
    /** The number of the version in force; null until it is known. */
    versionNow: () => pillarsAt('now')[0]?.version ?? null,
    pillarName: (code: PillarCode, version?: number | null) =>
      pillarsAt(version ?? 'now').find((pillar) => pillar.code === code)?.name[language.value] ??
      code,
    actionsOf: (code: PillarCode) =>
      (pillarsAt('now').find((pillar) => pillar.code === code)?.actions ?? []).map((action) => ({
        code: action.code,
        text: action.wording[language.value] ?? action.code,
      })),
    wording: (code: string, version?: number | null) =>
      (version && wordingAt(code, version)) || wordingAt(code, 'now') || code,
  };
}
