import type { Language } from '../../../../contract/languages.js';
import { siteTextLength, type Refusal } from '../../../../contract/site-texts.js';
import { cleanSiteText } from '../../platform/text/text.js';
import { faultsOf, type TextFault } from '../../platform/text/text-rules.js';
import type { TextState, TextStates } from './text-states.js';
import type { RefusedTextDto, TakenTextDto } from './translations.dto.js';
import type { ReturnedUnit } from './xliff-file.js';

interface Plan {
  taken: TakenTextDto[];
  refused: RefusedTextDto[];
  unchanged: number;
  empty: number;
}

/**
 * Selects texts from a translator's file: the English must still be the translated one, nobody may
 * have changed the text meanwhile, and the placeholders must be complete. Everything else is
 * refused with its reason, so that nothing is lost unnoticed.
 */
export function planOf(
  units: readonly ReturnedUnit[],
  language: Language,
  states: TextStates,
): Plan {
  const plan: Plan = { taken: [], refused: [], unchanged: 0, empty: 0 };
  for (const unit of units) {
    const state = states.of(language, unit.key);
    if (state && unit.target === null) plan.empty += 1;
    else if (state && textOf(unit) === state.text) plan.unchanged += 1;
    else {
      const refusal = refusalOf(unit, states.live('en', unit.key), state);
      if (refusal) plan.refused.push({ key: unit.key, ...refusal });
      else plan.taken.push({ key: unit.key, before: state!.text, text: textOf(unit)! });
    }
  }
  return plan;
}

/** Undefined where a translation program put elements into it. */
const textOf = ({ target }: ReturnedUnit): string | undefined =>
  target === null || target === 'markup' ? undefined : cleanSiteText(target.text);

type Why = Pick<RefusedTextDto, 'reason' | 'name'>;

/** Why a text cannot be accepted; null if it can. */
function refusalOf(unit: ReturnedUnit, english: string, state?: TextState): Why | null {
  const text = textOf(unit);
  const because = (reason: Refusal): Why => ({ reason, name: null });
  if (!state) return because('unknown');
  if (text === undefined || unit.source === 'markup') return because('markup');
  if (cleanSiteText(unit.source?.text ?? '') !== cleanSiteText(english))
    return because('source_changed');
  if (isOlder(unit, state)) return because('changed_meanwhile');
  if (text.length > siteTextLength) return because('too_long');
  const [fault] = faultsOf(text, state.shipped);
  return fault ? whyOf(fault) : null;
}

/** Whether the text has changed since the file left. */
const isOlder = ({ version }: ReturnedUnit, { kept }: TextState): boolean =>
  version !== null && version !== (kept?.version ?? 0);

function whyOf(fault: TextFault): Why {
  if (fault.key === 'hasForms') return { reason: 'forms', name: null };
  const reason = fault.key === 'keepsPlaceholder' ? 'placeholder_lost' : 'placeholder_unknown';
  return { reason, name: fault.params.name };
}
