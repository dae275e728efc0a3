/** Where the submission finds what the judge gives, by specifier: a registered symbol's name. */
export const GIVEN_KEY = "hpts.grade.given";
