import { unsentTexts } from './unsent-texts.ts';

describe('a text that is not sent yet', () => {
  it('is there when the same colleague signs in again after the session ended', () => {
    const unsent = unsentTexts();
    unsent.belongTo('anna');
    unsent.write('note-1', 'The seal is missing');
    unsent.belongTo('anna');
    expect([...unsent.texts]).toEqual([['note-1', 'The seal is missing']]);
  });

  it('is never seen by the next colleague at the same computer', () => {
    const unsent = unsentTexts();
    unsent.belongTo('anna');
    unsent.write('note-1', 'The seal is missing');
    unsent.belongTo('boris');
    unsent.belongTo('anna');
    expect([...unsent.texts]).toEqual([]);
  });

  it('is gone once it is emptied or sent', () => {
    const unsent = unsentTexts();
    unsent.write('note-1', 'x');
    unsent.write('note-1', '');
    expect(unsent.texts.has('note-1')).toBe(false);
  });
});
