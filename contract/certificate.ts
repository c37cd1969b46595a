/** How many letters fit under the line of the signature. */
export const footLengths = { name: 80, office: 120 };
