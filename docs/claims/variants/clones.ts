/** What is copied: a room with particles, objects in objects; and a copy of it written by hand. */

export interface Room {
  readonly name: string;
  readonly particles: { place: { x: number; y: number }; angVel: number; tags: string[] }[];
}

export function roomOf(n: number): Room {
  return {
    name: "room",
    particles: Array.from({ length: n }, (_, i) => ({
      place: { x: i + 0.5, y: i / 3 },
      angVel: i,
      tags: ["a", "b"],
    })),
  };
}

export function copied({ name, particles }: Room): Room {
  return {
    name,
    particles: particles.map(({ place: { x, y }, angVel, tags }) => ({
      place: { x, y },
      angVel,
      tags: tags.slice(),
    })),
  };
}
