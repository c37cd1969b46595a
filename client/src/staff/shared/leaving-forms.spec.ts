import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const staff = join(import.meta.dirname, '..');

/** What keeps the input of a form, or asks before it is lost. */
const guards =
  /\buse(LeaveQuestion|LeaveQuestionAbout|Draft|DraftFields|KeptDraft|UnsentText|KeptDecision)\(/;

/**
 * Forms whose input is nothing to lose, each with the reason. A new form belongs here only when
 * typing it again takes a moment.
 */
const exempt: Record<string, 'search' | 'secret' | 'chosen again'> = {
  'account/AcceptInvitation.vue': 'secret',
  'account/ChangePassword.vue': 'secret',
  'account/ConfirmAddress.vue': 'chosen again',
  'account/ForgottenPassword.vue': 'secret',
  'account/NewPassword.vue': 'secret',
  'account/ProofDialog.vue': 'secret',
  'account/SecondStep.vue': 'secret',
  'account/SetUpApp.vue': 'secret',
  'account/SetUpPasskey.vue': 'secret',
  'account/SignIn.vue': 'secret',
  'components/MentionsOfPerson.vue': 'chosen again',
  'content/TextsPage.vue': 'search',
  'content/TranslationFile.vue': 'chosen again',
  'data-requests/DataRequestsPage.vue': 'search',
  'data-requests/HeldData.vue': 'chosen again',
  'error-reports/ErrorReportsPage.vue': 'search',
  'figures/PlenaryPage.vue': 'search',
  'home/HeaderSearch.vue': 'search',
  'imports/ImportsPage.vue': 'chosen again',
  'messages/MailStatusPage.vue': 'search',
  'practices/PracticesPage.vue': 'search',
  'register/HistoryPage.vue': 'search',
  'register/MergerSearch.vue': 'search',
  'shared/ListSearch.vue': 'search',
  'trail/TrailPage.vue': 'search',
};

/** Where the input of a form is kept or guarded, if not by itself or by what it imports. */
const guardedBy: Record<string, string> = {
  'content/TextEditor.vue': 'content/TextPage.vue',
  'error-reports/ErrorReportAnswer.vue': 'error-reports/ErrorReportPage.vue',
  'mailings/MailingTexts.vue': 'letters/LetterFrame.vue',
  'queue/BulkDialog.vue': 'queue/QueuePage.vue',
  'register/MergerForm.vue': 'register/MergerPage.vue',
  'reporting/ReportingNoteForm.vue': 'reporting/ReportingSignatoryPage.vue',
  'rounds/RoundForm.vue': 'letters/LetterFrame.vue',
};

const files = readdirSync(staff, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.vue'),
);
const text = (file: string) => readFileSync(join(staff, file), 'utf8');
const forms = files.filter((file) => text(file).includes('<form')).sort();

/** Whether a component, or a composable beside it that it uses, keeps or guards the input. */
function isGuarded(file: string): boolean {
  const source = text(file);
  const own = [...source.matchAll(/from '(\.[^']*\/use\w+\.ts)'/g)]
    .map(([, path]) => relative(staff, join(staff, dirname(file), path!)))
    .filter((path) => !path.startsWith('shared'));
  return [source, ...own.map(text)].some((code) => guards.test(code));
}

describe('leaving a form of the workbench', () => {
  it.each(forms.filter((file) => !(file in exempt)))(
    '%s keeps its input, or asks before it is lost',
    (file) => expect(isGuarded(guardedBy[file] ?? file)).toBe(true),
  );

  it('is exempt only where there is such a form that neither keeps nor asks', () => {
    expect(Object.keys(exempt).filter((file) => !forms.includes(file) || isGuarded(file))).toEqual(
      [],
    );
    expect(Object.keys(guardedBy).filter((file) => !forms.includes(file))).toEqual([]);
  });

  it('is not exempt where a text is typed that is no search and no secret', () => {
    const typed = Object.entries(exempt)
      .filter(([, why]) => why === 'chosen again')
      .filter(([file]) => /<TextField|<textarea|type="(text|email)"/.test(text(file)));
    expect(typed).toEqual([]);
  });

  it('is asked by one mechanism', () => {
    const others = files.filter((file) => /onBeforeRouteLeave|beforeunload/.test(text(file)));
    expect(others).toEqual([]);
  });
});
