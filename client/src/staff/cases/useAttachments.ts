import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { answer, api, type Schemas } from '../../api/client.ts';
import { useProblem } from '../shared/useProblem.ts';

/** The files that go with a note or a message that is being written: uploaded when chosen. */
export function useAttachments(caseId: string) {
  const { t } = useI18n();
  const { problem, busy, run } = useProblem();
  const files = ref<Schemas['UploadedAttachmentDto'][]>([]);
  const done = ref('');
  const path = { id: caseId };

  async function add(chosen: File[]): Promise<void> {
    done.value = '';
    for (const file of chosen) {
      const worked = await run(async () => {
        const form = new FormData();
        form.set('file', file);
        const call = api.POST('/api/v1/staff/submissions/{id}/attachments', {
          params: { path },
          body: { file: '' },
          bodySerializer: () => form,
        });
        files.value.push(await answer(call));
        done.value = t('correspondence.attached', { name: file.name });
      });
      if (!worked) return;
    }
  }

  async function remove({ id, fileName }: Schemas['UploadedAttachmentDto']): Promise<void> {
    const params = { path: { ...path, attachmentId: id } };
    const worked = await run(async () => {
      await answer(
        api.DELETE('/api/v1/staff/submissions/{id}/attachments/{attachmentId}', { params }),
      );
    });
    // A file that no longer exists is no longer attached either.
    if (!worked && problem.value?.status !== 404) return;
    problem.value = null;
    files.value = files.value.filter((file) => file.id !== id);
    done.value = t('correspondence.removedFile', { name: fileName });
  }

  /** They went with what was sent. */
  function sent(): void {
    files.value = [];
    done.value = '';
  }

  return { files, problem, busy, done, add, remove, sent };
}

export type Attachments = ReturnType<typeof useAttachments>;
