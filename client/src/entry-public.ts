import './styles/tokens.css';
import './styles/base.css';
import './styles/components.css';
import './styles/public.css';
import { saveWhileTyping } from './enhance/autosave.ts';
import { tellHeight } from './enhance/embed-height.ts';
import { pickPlaceOnMap } from './enhance/place-picker.ts';
import { solveChallenge } from './enhance/proof-of-work.ts';
import { searchPlacesWhileTyping } from './enhance/place-search.ts';

/** What scripts add to pages that already work without them. */
document.querySelector<HTMLElement>('[data-focus]')?.focus();
document.querySelectorAll<HTMLElement>('[data-needs-script]').forEach((element) => {
  element.hidden = false;
});
tellHeight();
saveWhileTyping();
searchPlacesWhileTyping();
void pickPlaceOnMap();
if (document.querySelector('form[data-upload]')) void import('./enhance/upload.ts').then(({ uploadInPieces }) => uploadInPieces());
void solveChallenge();
