import fc from "fast-check";
import { expect, test } from "vitest";
import { frameTotals, mergeProfiles, parseProfile, printProfile } from "../../src/index.ts";
import { anyProfile } from "./arbitrary.ts";

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

test("adding is associative", () => {
  fc.assert(
    fc.property(anyProfile, anyProfile, anyProfile, (a, b, c) => {
      const left = mergeProfiles(mergeProfiles(a, b), c);
      const right = mergeProfiles(a, mergeProfiles(b, c));

      expect(left).toEqual(right);
    }),
  );
});

test("a sum has the time of both, and is a profile that can be written and read", () => {
  fc.assert(
    fc.property(anyProfile, anyProfile, (a, b) => {
      const sum = mergeProfiles(a, b);

      expect(total(sum.nodes.selfUs)).toBe(total(a.nodes.selfUs) + total(b.nodes.selfUs));
      expect(sum.meta.wallUs).toBe(a.meta.wallUs + b.meta.wallUs);
      expect(parseProfile(printProfile(sum), "x")).toEqual(sum);
    }),
  );
});

test("calls are known in the sum only if both sides counted them", () => {
  fc.assert(
    fc.property(anyProfile, anyProfile, (a, b) => {
      const [one, other, sum] = [a, b, mergeProfiles(a, b)].map((p) => frameTotals(p).calls);

      expect(sum === undefined).toBe(one === undefined || other === undefined);
      if (one !== undefined && other !== undefined) {
        expect(total(sum as Float64Array)).toBe(total(one) + total(other));
      }
    }),
  );
});

test("time and memory are not added up", () => {
  fc.assert(
    fc.property(anyProfile, (profile) => {
      const heap = { ...profile, meta: { ...profile.meta, unit: "bytes" as const } };

      expect(() => mergeProfiles(heap, profile)).toThrow("got bytes and us");
      expect(mergeProfiles(heap, heap).meta.unit).toBe("bytes");
    }),
  );
});
