/** The tab "Profile" of a lab. */
import type { JSX } from "preact";

export function ProfilePage({ lab }: { readonly lab: string }): JSX.Element {
  return <p>Nothing has been measured in lab {lab} yet.</p>;
}
