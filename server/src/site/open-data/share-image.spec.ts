import { loadImage } from '@napi-rs/canvas';
import { shareImage, shareSize } from './share-image.js';

const facts = {
  title: 'Kharkiv',
  line: 'Ukraine',
  pact: 'Pact of Towns and Regions to Stop Sexual Violence against Children',
};

describe('O8 the picture beside a link', () => {
  it.each([
    'Харків',
    'თბილისი',
    'Երևան',
    'Αθήνα',
    'İzmir',
    'Association of Communes of the Republic of Somewhere with a Very Long Official Name Indeed',
  ])('is a PNG of the right size for %s, and not the same as for another place', async (title) => {
    const [picture, other] = await Promise.all([
      shareImage({ ...facts, title }),
      shareImage(facts),
    ]);
    const { width, height } = await loadImage(picture);
    expect({ width, height }).toEqual(shareSize);
    expect(picture.equals(other)).toBe(false);
  });
});
