import { reactive, ref } from 'vue';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import type { OfficialLanguage } from '../../../../contract/languages.ts';
import { useProblem } from '../shared/useProblem.ts';

type Foot = Omit<Schemas['VersionedCertificateFootDto'], 'version'>;
export type FootPicture = 'signatureId' | 'emblemId';

/** What stands at the foot of the certificates, as it is being typed. */
export function useCertificateFoot() {
  const typed = reactive<Foot>({
    signerName: '',
    officeEn: '',
    officeFr: '',
    signatureId: null,
    emblemId: null,
  });
  const version = ref<number | null>(null);
  const saved = ref(false);
  const { problem, busy, run } = useProblem();

  function show({ version: known, ...foot }: Schemas['VersionedCertificateFootDto']): void {
    version.value = known;
    Object.assign(typed, foot);
  }

  const load = () =>
    run(async () => {
      saved.value = false;
      show(await answer(api.GET('/api/v1/staff/certificate-foot')));
    });

  async function save(): Promise<void> {
    saved.value = await run(async () =>
      show(
        await answer(
          api.PUT('/api/v1/staff/certificate-foot', {
            params: { header: seen(version.value ?? 0) },
            body: typed,
          }),
        ),
      ),
    );
  }

  const addPicture = (field: FootPicture, file: File) =>
    run(async () => {
      const form = new FormData();
      form.append('file', file);
      const { id } = await answer(
        api.POST('/api/v1/staff/certificate-foot/pictures', {
          body: form as unknown as { file: string },
        }),
      );
      saved.value = false;
      typed[field] = id;
    });

  /** Of the PDF with what is typed. */
  function previewAddress(language: OfficialLanguage): string {
    const given = Object.entries(typed).filter((entry): entry is [string, string] =>
      Boolean(entry[1]),
    );
    const query = new URLSearchParams([['language', language], ...given]);
    return `/api/v1/staff/certificate-foot/preview?${query.toString()}`;
  }

  void load();
  return { typed, version, saved, problem, busy, load, save, addPicture, previewAddress };
}
