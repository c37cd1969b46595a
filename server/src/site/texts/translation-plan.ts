import type { Language } from '../../../../contract/languages.js';
import { siteTextLength, type Refusal } from '../../../../contract/site-texts.js';
import { cleanSiteText } from '../../platform/text/text.js';
import { faultsOf, type TextFault } from '../../platform/text/text-rules.js';
import type { TextStates } from './text-states.js';
import type { RefusedTextDto, TakenTextDto } from './translations.dto.js';
import type { ReturnedUnit } from './xliff-file.js';

interface Plan {
  taken: TakenTextDto[];
  refused: RefusedTextDto[];
  unchanged: number;
  empty: number;
}

/**
 * What to take of a translator's file: a text whose English is still what was translated, that
 * nobody has changed meanwhile, and that keeps its placeholders. Everything else is refused with its
 * reason, so that nothing is lost unnoticed.
 */
export function planOf(
  units: readonly ReturnedUnit[],
  language: Language,
  states: TextStates,
): Plan {
  const plan: Plan = { taken: [], refused: [], unchanged: 0, empty: 0 };
  for (const { key, source, target, version } of units) {
    const refuse = (reason: Refusal, name: string | null = null) =>
      plan.refused.push({ key, reason, name });
    const state = states.of(language, key);
    if (!state) refuse('unknown');
    else if (target === null) plan.empty += 1;
    else if (target === 'markup' || source === 'markup') refuse('markup');
    else {
      const text = cleanSiteText(target.text);
      const fault = faultsOf(text, state.shipped)[0];
      if (text === state.text) plan.unchanged += 1;
      else if (cleanSiteText(source?.text ?? '') !== cleanSiteText(states.live('en', key)))
        refuse('source_changed');
      else if (version !== null && version !== (state.kept?.version ?? 0))
        refuse('changed_meanwhile');
      else if (text.length > siteTextLength) refuse('too_long');
      else if (fault) refuse(...refusalOf(fault));
      else plan.taken.push({ key, before: state.text, text });
    }
  }
  return plan;
}

function refusalOf(fault: TextFault): [reason: Refusal, name: string | null] {
  if (fault.key === 'hasForms') return ['forms', null];
  const { name } = fault.params;
  return [fault.key === 'keepsPlaceholder' ? 'placeholder_lost' : 'placeholder_unknown', name];
}
