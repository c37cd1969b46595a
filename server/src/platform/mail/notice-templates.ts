/** Mails with the notices that a colleague has chosen (contract/notices.ts). */
export const noticeTemplates = [
  'staff_assigned',
  'staff_note_mention',
  'staff_message',
  'staff_due',
  'staff_overdue',
  'staff_sent_again',
  'staff_new_case',
  'staff_error_report',
  'staff_proven_contact',
  'staff_failed_mail',
  'staff_broken_trail',
  'staff_faulty_document',
  'staff_letter',
] as const;
export type NoticeTemplate = (typeof noticeTemplates)[number];
