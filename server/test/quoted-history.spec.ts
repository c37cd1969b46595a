import { withoutHistory } from '../src/joining/messages/quoted-history.js';

const whole = (text: string) => ({ text, rest: '' });

describe('The history that a mail quotes', () => {
  it.each([
    'On Mon, 30 Nov 2026 at 10:00, The Congress <cases@pact.example> wrote:',
    'Am 30.11.2026 um 10:00 schrieb der Kongress:',
    'Le lun. 30 nov. 2026 à 10:00, le Congrès\n<cases@pact.example> a écrit :',
    '30 листопада 2026 р. Конгрес пише:',
  ])('is cut off with the line above it: %s', (line) => {
    const rest = `${line}\n> Which council\n>\n> was it?\n\n`;
    expect(withoutHistory(`The city council.\n\n${rest}`)).toEqual({
      text: 'The city council.',
      rest: rest.trim(),
    });
  });

  it.each([
    'From: The Congress\nSent: Monday, 30 November 2026 10:00\nTo: Town\n\nWhich council was it?',
    '-----Original Message-----\nFrom: The Congress\nSent: 30.11.2026\n\nWhich council?',
    '________________________________\nDe : Le Congrès\nEnvoyé : lundi 30 novembre 2026\n\nQuel ?',
  ])('is cut off where Outlook repeats the heads', (rest) => {
    expect(withoutHistory(`The city council.\n${rest}`)).toEqual({
      text: 'The city council.',
      rest,
    });
  });

  it.each([
    'As you wrote, three things are missing. Here they are:\n1. the day\n2. the council',
    'The mayor wrote: yes.\nHe wrote:\nI sign.',
    '> Which council?\nThe city council.\n> On which day?\nOn Monday.',
    'Our answers\n-----------\nThe city council.',
    'From: 1 May\nto 3 June we are closed.',
    '> only a quote',
  ])('does not include a person’s own words: %s', (text) => {
    expect(withoutHistory(text)).toEqual(whole(text));
  });

  it('leaves a line of the person above the quoted ones', () => {
    expect(withoutHistory('You asked:\n> Which council?')).toEqual({
      text: 'You asked:',
      rest: '> Which council?',
    });
  });
});
