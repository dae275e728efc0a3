/** The machine in the words of the charts: "Intel Xeon, 2 cores, Linux x64, Node 20.20.2". */
import { cpus, type } from "node:os";

export function thisMachine(): string {
  const all = cpus();
  const model = all[0]?.model.trim() ?? "unknown processor";
  const cores = `${all.length} ${all.length === 1 ? "core" : "cores"}`;
  return `${model}, ${cores}, ${type()} ${process.arch}, Node ${process.versions.node}`;
}
