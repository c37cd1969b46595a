import './styles/public-pages.css';
import { copyLinks } from './enhance/copy-link.ts';
import { leaveQuickly } from './enhance/exit.ts';
import { searchWhileTyping } from './enhance/live-search.ts';
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
leaveQuickly();
tellHeight();
saveWhileTyping();
searchPlacesWhileTyping();
searchWhileTyping();
copyLinks();
if (document.querySelector('[data-map]')) void import('./enhance/map.ts').then(({ moveMap }) => moveMap());
void pickPlaceOnMap();
if (document.querySelector('form[data-upload]')) void import('./enhance/upload.ts').then(({ uploadInPieces }) => uploadInPieces());
void solveChallenge();
