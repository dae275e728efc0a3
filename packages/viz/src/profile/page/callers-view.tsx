/** Callers above, the selected function, callees below: the sandwich. */
import type { JSX } from "preact";
import { amountText, callsText, percentText } from "../amount-text.ts";
import { type CallEdge, callsAround } from "../calls-around.ts";
import { FunctionName } from "./function-name.tsx";
import { functionColours } from "./theme.ts";
import type { ViewState } from "./view-state.ts";

export function CallersView({ state }: { state: ViewState }): JSX.Element {
  const { data } = state.model.value;
  const fn = state.selected.value;
  const { callers, callees } = callsAround(data, fn);
  const name = data.functions.name[fn] ?? "";
  return (
    <div class="hpv-scroll hpv-calls">
      <Edges state={state} title={`Callers of ${name}`} edges={callers} end="caller" />
      <Edges state={state} title={`Callees of ${name}`} edges={callees} end="callee" />
    </div>
  );
}

interface EdgesProps {
  readonly state: ViewState;
  readonly title: string;
  readonly edges: readonly CallEdge[];
  readonly end: "caller" | "callee";
}

/** More rows nobody reads, and they take long to draw. */
const MOST = 200;

function Edges({ state, title, edges, end }: EdgesProps): JSX.Element {
  const { total, unit, data } = state.model.value;
  const whole = end === "caller" ? data.functions.totalUs[state.selected.value] : total;
  return (
    <>
      <table aria-label={title}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col" class="hpv-name">
              {end === "caller" ? "Caller" : "Callee"}
            </th>
            <th scope="col">Calls</th>
            <th scope="col">Self</th>
            <th scope="col">Total</th>
          </tr>
        </thead>
        <tbody>
          {edges.slice(0, MOST).map((edge) => (
            <tr key={edge[end]}>
              <th scope="row" class="hpv-name">
                <button
                  type="button"
                  onClick={() => {
                    state.selected.value = edge[end];
                  }}
                >
                  <i class="hpv-swatch" style={{ background: functionColours(state)(edge[end]) }} />
                  <FunctionName model={state.model.value} fn={edge[end]} />
                  {edge.caller === edge.callee && <em> itself</em>}
                </button>
              </th>
              <td>{callsText(edge.calls)}</td>
              <td>{amountText(edge.self, unit)}</td>
              <td class="hpv-share" style={{ "--hpv-share": shareOf(edge.total, whole) }}>
                {amountText(edge.total, unit)} <small>{percentText(edge.total / total)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {edges.length > MOST && (
        <p class="hpv-empty">
          The {MOST} most expensive of {edges.length}.
        </p>
      )}
      {edges.length === 0 && (
        <p class="hpv-empty">
          {end === "caller"
            ? "Called from no function of the program."
            : "Calls no other function."}
        </p>
      )}
    </>
  );
}

function shareOf(cost: number, whole: number | undefined): string {
  return whole === undefined || whole <= 0 ? "0" : Math.min(1, cost / whole).toFixed(4);
}
