// A field in which one of some values is chosen.
import { Field, Select } from '@fluentui/react-components';

interface ChoiceProps {
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, title: string])[];
  readonly onChoose: (value: string) => void;
}

export function Choice({ id, label, value, options, onChoose }: ChoiceProps) {
  return (
    <Field label={label}>
      <Select id={id} value={value} onChange={(_event, { value }) => onChoose(value)}>
        {options.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </Select>
    </Field>
  );
}
