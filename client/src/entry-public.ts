import './styles/public-pages.css';
import { countCharacters } from './enhance/count-characters.ts';
import { copyLinks } from './enhance/copy-link.ts';
import { leaveQuickly } from './enhance/exit.ts';
import { showHelpHere } from './enhance/help-country.ts';
import { searchWhileTyping } from './enhance/live-search.ts';
import { saveWhileTyping } from './enhance/autosave.ts';
import { tellHeight } from './enhance/embed-height.ts';
import { splitPastedNames } from './enhance/joint-rows.ts';
import { moveMap } from './enhance/map.ts';
import { pickPlaceOnMap } from './enhance/place-picker.ts';
import { solveChallenge } from './enhance/proof-of-work.ts';
import { searchPlacesWhileTyping } from './enhance/place-search.ts';
import { keepTables } from './enhance/table-roles.ts';
import { verifyHere } from './enhance/verify-register.ts';
import { uploadInPieces } from './enhance/upload.ts';

/**
 * Progressive enhancement of pages that work without scripts. One small file, because on a slow
 * connection each further one costs a round trip.
 */
document.querySelector<HTMLElement>('[data-focus]')?.focus();
document.querySelectorAll<HTMLElement>('[data-needs-script]').forEach((element) => {
  element.hidden = false;
});
leaveQuickly();
tellHeight();
showHelpHere();
saveWhileTyping();
countCharacters();
searchPlacesWhileTyping();
searchWhileTyping();
copyLinks();
moveMap();
pickPlaceOnMap();
splitPastedNames();
uploadInPieces();
verifyHere();
keepTables();
void solveChallenge();
