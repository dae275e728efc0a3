/** The page of one file that `profileDocument` writes: its profile is in it, compressed. */
import type { ProfileData } from "@hpts/profile";
import { type MountedProfile, type MountOptions, mountProfile } from "./mount.tsx";

interface Embedded {
  readonly profile: ProfileData;
  readonly options: MountOptions;
}

export async function showEmbedded(page: Document): Promise<MountedProfile> {
  const place = page.getElementById("profile") as HTMLElement;
  const packed = page.getElementById("profile-data")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const { profile, options } = JSON.parse(await new Response(unpacked).text()) as Embedded;
  place.replaceChildren();
  const mounted = mountProfile(place, profile, options);
  place.dataset["shown"] = "yes";
  return mounted;
}
