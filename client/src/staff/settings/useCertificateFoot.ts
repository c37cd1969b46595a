import { reactive, ref, shallowRef } from 'vue';
import { answer, api, ApiProblem, seen, type Schemas } from '../../api/client.ts';
import type { OfficialLanguage } from '../../../../contract/languages.ts';
import { useProblem } from '../shared/useProblem.ts';
import { useLeaveQuestion } from '../shared/useLeaveQuestion.ts';

type Versioned = Schemas['VersionedCertificateFootDto'];
export type Foot = Omit<Versioned, 'version'>;
export type FootPicture = 'signatureId' | 'emblemId';

/** The foot of the certificates while it is edited. */
export function useCertificateFoot() {
  const typed = reactive<Foot>({
    signerName: '',
    officeEn: '',
    officeFr: '',
    signatureId: null,
    emblemId: null,
  });
  /** As it was when it was opened or last saved. */
  const opened = shallowRef<Versioned | null>(null);
  /** Changes that someone else saved meanwhile. They are shown before they can be overwritten. */
  const meanwhile = shallowRef<Versioned | null>(null);
  /** The picture whose upload was tried last. */
  const uploading = ref<FootPicture | null>(null);
  const saved = ref(false);
  const { problem, busy, run } = useProblem();

  function show(found: Versioned): void {
    const { version: _, ...foot } = found;
    opened.value = found;
    meanwhile.value = null;
    Object.assign(typed, foot);
  }

  const load = () =>
    run(async () => {
      saved.value = false;
      uploading.value = null;
      show(await answer(api.GET('/api/v1/staff/certificate-foot')));
    });

  async function store(): Promise<void> {
    const header = seen(opened.value?.version ?? 0);
    try {
      show(
        await answer(
          api.PUT('/api/v1/staff/certificate-foot', { params: { header }, body: typed }),
        ),
      );
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412)
        meanwhile.value = await answer(api.GET('/api/v1/staff/certificate-foot'));
      throw error;
    }
  }

  async function save(): Promise<void> {
    uploading.value = null;
    saved.value = await run(store);
  }

  /** Goes on with the newest; only what was changed here stays as it was typed. */
  function layOver(): void {
    if (!meanwhile.value || !opened.value) return;
    const kept = Object.fromEntries(
      footFields
        .filter((name) => typed[name] !== opened.value![name])
        .map((name) => [name, typed[name]]),
    );
    show(meanwhile.value);
    Object.assign(typed, kept);
    problem.value = null;
  }

  /** @returns whether the picture was taken. */
  const addPicture = (field: FootPicture, file: File) =>
    run(async () => {
      uploading.value = field;
      saved.value = false;
      const form = new FormData();
      form.append('file', file);
      const { id } = await answer(
        api.POST('/api/v1/staff/certificate-foot/pictures', {
          body: form as unknown as { file: string },
        }),
      );
      typed[field] = id;
    });

  /** A PDF with the current input, which the browser saves. The name appears in no URL. */
  const preview = (language: OfficialLanguage) =>
    run(async () => {
      uploading.value = null;
      const pdf: Blob = await answer(
        api.POST('/api/v1/staff/certificate-foot/preview', {
          body: { ...typed, language },
          parseAs: 'blob',
        }),
      );
      handOver(pdf, `certificate-${language}.pdf`);
    });

  useLeaveQuestion(() => {
    const foot = opened.value;
    return foot !== null && footFields.some((name) => typed[name] !== foot[name]);
  });
  void load();
  return {
    typed,
    opened,
    meanwhile,
    uploading,
    saved,
    problem,
    busy,
    load,
    save,
    layOver,
    addPicture,
    preview,
  };
}

export const footFields = [
  'signerName',
  'officeEn',
  'officeFr',
  'signatureId',
  'emblemId',
] as const satisfies (keyof Foot)[];

/** Saved and not shown in a new tab: that would be a pop-up, and under the policy of this page. */
function handOver(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
